/**
 * dbt's node selection: grammar, methods, graph operators (reference: docs of {@code --select},
 * dbt-core 1.12 {@code graph/selector*.py}).
 */
package io.epoxy.compiler.select;
