/**
 * What Lake Formation is to hold of a table, what it holds, and the steps from one to the other.
 */
package io.epoxy.model.governance;
