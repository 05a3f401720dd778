/** What to select, as data: criteria and how they are combined. Knows no manifest. */
package io.epoxy.compiler.select.spec;
