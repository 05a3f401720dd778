/** The command line: one class per command, dbt's names, flags and exit codes. */
package io.epoxy.launcher.cli;
