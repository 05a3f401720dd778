package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;

/** {@code parse}: everything is read and linked; manifest.json is the result. */
final class ParseCommand {
  private final CommandContext context;

  ParseCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    context.artifacts().writeManifest(context.manifest());
    return ExitCode.OK;
  }
}
