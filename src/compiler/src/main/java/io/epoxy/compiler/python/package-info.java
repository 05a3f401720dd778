/** Python source to the calls in it: tokens, grammar, no meaning. Knows nothing of dbt. */
package io.epoxy.compiler.python;
