package io.epoxy.launcher.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the stack trace of a fault of ours in {@code logs/epoxy.log}; a console never shows one.
 */
final class FaultLog {
  private FaultLog() {}

  /** Writes the trace and answers the sentence for the user. */
  static String record(Path project, Path workingFolder, Throwable fault) {
    Path folder = Files.isDirectory(project) ? project : workingFolder;
    Path file = folder.resolve("logs").resolve("epoxy.log");
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    String text = "A fault of Epoxy itself: " + fault;
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, trace + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return text + "\nThe stack trace is in " + file + "; please report it.";
    } catch (IOException e) {
      return text + "\nIts stack trace could not be written to " + file + ": " + e;
    }
  }
}
