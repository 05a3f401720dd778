/** The words before the colon: one class for each, or each family, and an explicit list. */
package io.epoxy.compiler.select.method;
