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

  /**
   * The job jar that a version of Glue runs: Glue 6 has Spark 4.1 with Scala 2.13, for which
   * src/spark41 builds the same sources.
   *
   * @param jobJar the one for Glue 5, where the build left it
   * @throws EpoxyException when the other one is not built
   */
  public static Path forGlue(Path jobJar, String glueVersion) {
    if (!glueVersion.startsWith("6")) {
      return jobJar;
    }
    String name = jobJar.getFileName().toString().replaceFirst("^epoxy-job-", "$0spark41-");
    Path other = jobJar.resolveSibling("../../spark41/target").resolve(name).normalize();
    if (!Files.isRegularFile(other)) {
      throw new EpoxyException(
          ErrorCode.PROFILE,
          "Glue "
              + glueVersion
              + " runs Spark 4.1, and the job jar for it is not built: "
              + other
              + "\nWhere profiles.yml has the version in plain text ./epoxy builds it; here: mvn -pl"
              + " src/spark41 -am package -DskipTests");
    }
    return other;
  }

  private static EpoxyException noJar(Exception cause) {
    return new EpoxyException(
        ErrorCode.INTERNAL,
        "submit needs the job as one jar. Start Epoxy by its ./epoxy script.",
        null,
        cause);
  }
}
