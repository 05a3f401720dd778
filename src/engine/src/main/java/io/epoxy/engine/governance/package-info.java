/** What nodes want of Lake Formation, and when it is applied. Knows no Spark. */
package io.epoxy.engine.governance;
