package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code epoxy compile}. */
@CommandLine.Command(
    name = "compile",
    description = "Write the SQL that would be run to target/compiled.")
final class CompileCommand extends ProjectCommand {
  @Mixin private SelectionOptions selection;

  @Mixin private ResourceTypeOptions resourceTypes;

  @Mixin private FullRefreshOption fullRefresh;

  CompileCommand(Launch launch) {
    super(launch);
  }

  @Override
  Command command() {
    return Command.COMPILE;
  }

  @Override
  SelectionOptions selection() {
    return selection;
  }

  @Override
  ResourceTypeOptions resourceTypes() {
    return resourceTypes;
  }

  @Override
  FullRefreshOption fullRefresh() {
    return fullRefresh;
  }
}
