package io.epoxy.launcher.target;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What bounds a job's runs; whatever is empty is left as the job has it.
 *
 * @param timeoutMinutes dbt-glue's {@code query_timeout_in_minutes}, which ends its session
 * @param maxRetries how often Glue runs a failed run again
 * @param queuing whether a run waits while there is no capacity
 */
public record JobLimits(
    OptionalInt timeoutMinutes,
    OptionalInt maxRetries,
    OptionalInt maxConcurrentRuns,
    Optional<Boolean> queuing) {
  /** Glue's longest, seven days. */
  public static final int MOST_MINUTES = 10_080;

  /** botocore's glue model. */
  private static final int MOST_RETRIES = 10;

  private static final int MOST_RUNS = 100_000;

  public JobLimits {
    Objects.requireNonNull(timeoutMinutes, "timeoutMinutes");
    Objects.requireNonNull(maxRetries, "maxRetries");
    Objects.requireNonNull(maxConcurrentRuns, "maxConcurrentRuns");
    Objects.requireNonNull(queuing, "queuing");
  }

  static JobLimits of(ProfileKeys keys) {
    return new JobLimits(
        keys.number("query_timeout_in_minutes", 1, MOST_MINUTES),
        keys.number("max_retries", 0, MOST_RETRIES),
        keys.number("max_concurrent_runs", 1, MOST_RUNS),
        keys.flag("job_run_queuing"));
  }
}
