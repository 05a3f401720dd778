package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code epoxy build}. */
@CommandLine.Command(
    name = "build",
    description = "Build the models and test each before what depends on it.")
final class BuildCommand extends ProjectCommand {
  @Mixin private SelectionOptions selection;

  @Mixin private ResourceTypeOptions resourceTypes;

  @Mixin private FullRefreshOption fullRefresh;

  BuildCommand(Launch launch) {
    super(launch);
  }

  @Override
  Command command() {
    return Command.BUILD;
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
