/** Where a command runs: in this JVM, or as an AWS Glue job. */
package io.epoxy.launcher.target;
