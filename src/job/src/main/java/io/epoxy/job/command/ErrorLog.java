package io.epoxy.job.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** The file for stack traces, which a console never shows: {@code <project>/logs/epoxy.log}. */
final class ErrorLog {
  private ErrorLog() {}

  /** Appends; empty when the folder cannot be written, as the error itself must still be told. */
  static Optional<Path> append(Path project, String text) {
    Path folder = Files.isDirectory(project) ? project : Path.of("").toAbsolutePath();
    Path file = folder.resolve("logs").resolve("epoxy.log");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          Instant.now() + "\n" + text + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.of(file);
    } catch (IOException unwritable) {
      return Optional.empty();
    }
  }
}
