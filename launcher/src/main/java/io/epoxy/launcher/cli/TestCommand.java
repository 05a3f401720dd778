package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code epoxy test}. */
@CommandLine.Command(name = "test", description = "Run the tests of models that were built before.")
final class TestCommand extends ProjectCommand {
  @Mixin private SelectionOptions selection;

  @Mixin private ResourceTypeOptions resourceTypes;

  TestCommand(Launch launch) {
    super(launch);
  }

  @Override
  Command command() {
    return Command.TEST;
  }

  @Override
  SelectionOptions selection() {
    return selection;
  }

  @Override
  ResourceTypeOptions resourceTypes() {
    return resourceTypes;
  }
}
