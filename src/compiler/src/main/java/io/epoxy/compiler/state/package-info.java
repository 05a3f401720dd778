/**
 * What an earlier run left behind, and what has changed since (reference: dbt-core 1.12 {@code
 * graph/selector_methods.py} and the {@code same_*} methods of {@code contracts/graph/nodes.py}).
 * Resources are compared in the form that manifests show.
 */
package io.epoxy.compiler.state;
