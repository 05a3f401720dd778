package io.epoxy.job.command;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The parts of the class path that a command may need besides launcher and job: Spark, and a jar
 * for each of the formats that brings its own. The {@code epoxy} script puts them there by a guess
 * from the project's text; when the guess was wrong, it is told here what is really missing.
 */
final class Parts {
  /** Names a file into which the missing parts are written for the script that will start again. */
  static final String NEEDS_FILE = "epoxy.needs.file";

  private Parts() {}

  /**
   * Leaves word for the script.
   *
   * @throws EpoxyException when no script listens, naming what is missing
   */
  static void ask(List<String> missing) {
    String file = System.getProperty(NEEDS_FILE);
    if (file == null) {
      throw new EpoxyException(
          ErrorCode.INTERNAL,
          "The class path lacks "
              + String.join(", ", missing)
              + ". Start Epoxy by its ./epoxy script, or name the formats in datalake_formats.");
    }
    try {
      Files.writeString(Path.of(file), String.join(" ", missing));
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot write " + file + ": " + e, null, e);
    }
  }
}
