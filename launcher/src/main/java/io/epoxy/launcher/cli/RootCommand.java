package io.epoxy.launcher.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code epoxy} itself. */
@CommandLine.Command(
    name = "epoxy",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs a dbt project as one Spark application: here, or as an AWS Glue job.")
final class RootCommand {
  @Mixin private GlobalOptions options;

  GlobalOptions options() {
    return options;
  }
}
