/** Looks at the runs of a project's Glue job, whoever started them, and stops them. */
package io.epoxy.launcher.runs;
