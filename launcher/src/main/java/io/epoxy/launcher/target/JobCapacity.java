package io.epoxy.launcher.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machines of a job.
 *
 * @param workerType any text: AWS adds types
 * @param executionClass STANDARD or FLEX; empty leaves it to Glue
 * @param pricePerDpuHour in US dollars; empty takes the list price of us-east-1
 */
public record JobCapacity(
    String glueVersion,
    String workerType,
    int workers,
    Optional<String> executionClass,
    Optional<BigDecimal> pricePerDpuHour) {
  /** AWS Glue 5.1 is what Epoxy is built for; see the version list in pom.xml. */
  private static final String GLUE_VERSION = "5.1";

  private static final String VERSION_KEY = "glue_version";
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})(\\.\\d+)?");

  /** Glue has Java 17, which the job needs, since this one. */
  private static final int LEAST_MAJOR = 5;

  private static final int MOST_MAJOR = 6;

  /** The smallest Spark job that Glue runs. */
  private static final String WORKER_TYPE = "G.1X";

  private static final int WORKERS = 2;
  private static final int MOST_WORKERS = 100_000;

  public JobCapacity {
    Objects.requireNonNull(glueVersion, "glueVersion");
    Objects.requireNonNull(workerType, "workerType");
    Objects.requireNonNull(executionClass, "executionClass");
    Objects.requireNonNull(pricePerDpuHour, "pricePerDpuHour");
  }

  static JobCapacity of(ProfileKeys keys) {
    return new JobCapacity(
        isTooOld(keys) ? GLUE_VERSION : keys.text(VERSION_KEY).orElse(GLUE_VERSION),
        keys.text("worker_type").orElse(WORKER_TYPE),
        keys.number("workers", WORKERS, MOST_WORKERS).orElse(WORKERS),
        keys.choice("execution_class", List.of("STANDARD", "FLEX")),
        keys.price("price_per_dpu_hour"));
  }

  /** A sentence about a version that is not the one that is used. */
  static Optional<String> note(ProfileKeys keys) {
    return keys.text(VERSION_KEY)
        .filter(given -> isTooOld(keys))
        .map(
            given ->
                "Profile key 'glue_version' = '"
                    + given
                    + "' has no effect: the job needs Java 17 and runs on Glue "
                    + GLUE_VERSION
                    + ".");
  }

  private static boolean isTooOld(ProfileKeys keys) {
    Optional<String> given = keys.text(VERSION_KEY);
    if (given.isEmpty()) {
      return false;
    }
    Matcher version = VERSION.matcher(given.get());
    if (!version.matches() || Integer.parseInt(version.group(1)) > MOST_MAJOR) {
      throw keys.problem(
          "has 'glue_version' = '" + given.get() + "'; Epoxy runs on Glue 5.0, 5.1 and 6.0.");
    }
    return Integer.parseInt(version.group(1)) < LEAST_MAJOR;
  }
}
