/** Reads what a node's config wants of Lake Formation. No Spark. */
package io.epoxy.engine.governance;
