package io.epoxy.launcher.target;

import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.ServiceLoader;

/** The job jar on this JVM's class path: it brings the runner, and it is what Glue runs. */
public final class JobJar {
  private JobJar() {}

  /**
   * The runner that the job jar provides.
   *
   * @throws EpoxyException when there is no job jar
   */
  public static LocalRunner loadRunner() {
    return ServiceLoader.load(LocalRunner.class)
        .findFirst()
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.INTERNAL,
                    "The job jar is not on the class path. Start Epoxy by its ./epoxy script."));
  }

  /**
   * The file that a runner came from.
   *
   * @throws EpoxyException when it came from a folder of classes
   */
  public static Path locate(LocalRunner runner) {
    try {
      Optional<CodeSource> source =
          Optional.ofNullable(runner.getClass().getProtectionDomain().getCodeSource());
      if (source.isPresent()) {
        Path file = Path.of(source.get().getLocation().toURI());
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    } catch (URISyntaxException e) {
      throw noJar(e);
    }
    throw noJar(null);
  }

  private static EpoxyException noJar(Exception cause) {
    return new EpoxyException(
        ErrorCode.INTERNAL,
        "submit needs the job as one jar. Start Epoxy by its ./epoxy script.",
        null,
        cause);
  }
}
