package io.epoxy.launcher.cli;

import io.epoxy.launcher.target.GlueJobTarget.Wait;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code epoxy submit <command>}: the same commands, as an AWS Glue job. */
@CommandLine.Command(
    name = "submit",
    synopsisSubcommandLabel = "COMMAND",
    description = "Run a command as an AWS Glue job: epoxy submit build ...")
final class SubmitCommand {
  @Option(
      names = "--wait",
      negatable = true,
      scope = ScopeType.INHERIT,
      description = "--no-wait prints the id of the run and leaves it to itself.")
  private Boolean wait;

  Wait waiting() {
    return Boolean.FALSE.equals(wait) ? Wait.DETACH : Wait.FOLLOW;
  }
}
