package io.epoxy.launcher.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        keys.text("glue_version").orElse(GLUE_VERSION),
        keys.text("worker_type").orElse(WORKER_TYPE),
        keys.number("workers", WORKERS, MOST_WORKERS).orElse(WORKERS),
        keys.choice("execution_class", List.of("STANDARD", "FLEX")),
        keys.price("price_per_dpu_hour"));
  }
}
