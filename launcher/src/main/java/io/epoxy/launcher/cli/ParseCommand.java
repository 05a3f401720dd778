package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Command;
import picocli.CommandLine;

/** {@code epoxy parse}. */
@CommandLine.Command(
    name = "parse",
    description = "Read the whole project and write manifest.json.")
final class ParseCommand extends ProjectCommand {
  ParseCommand(Launch launch) {
    super(launch);
  }

  @Override
  Command command() {
    return Command.PARSE;
  }
}
