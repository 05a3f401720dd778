package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code epoxy run}. */
@CommandLine.Command(name = "run", description = "Build the models.")
final class RunCommand extends ProjectCommand {
  @Mixin private SelectionOptions selection;

  @Mixin private FullRefreshOption fullRefresh;

  RunCommand(Launch launch) {
    super(launch);
  }

  @Override
  Command command() {
    return Command.RUN;
  }

  @Override
  SelectionOptions selection() {
    return selection;
  }

  @Override
  FullRefreshOption fullRefresh() {
    return fullRefresh;
  }
}
