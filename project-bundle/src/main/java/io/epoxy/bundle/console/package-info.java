/** Prints what happens in a run: dbt's lines, or dbt's JSON log. */
package io.epoxy.bundle.console;
