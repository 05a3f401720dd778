package io.epoxy.model.result;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How old a source's data is.
 *
 * @param loadedAt when its newest row came; {@link #NEVER} when it has none
 * @param askedAt when that was found out, by the warehouse's clock
 */
public record SourceAge(Instant loadedAt, Instant askedAt) {
  /** What is empty is infinitely old (dbt-adapters, {@code _create_freshness_response}). */
  public static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  public SourceAge {
    Objects.requireNonNull(loadedAt, "loadedAt");
    Objects.requireNonNull(askedAt, "askedAt");
  }

  public double seconds() {
    Duration age = Duration.between(loadedAt, askedAt);
    return age.getSeconds() + age.getNano() / 1e9;
  }

  /**
   * PASS, WARN or ERROR (dbt-core 1.12 {@code FreshnessThreshold.status}).
   *
   * @param criteria a source's {@code freshness}: {@code warn_after} and {@code error_after}
   */
  public RunStatus judge(Map<String, Object> criteria) {
    if (exceeds(criteria.get("error_after"))) {
      return RunStatus.ERROR;
    }
    return exceeds(criteria.get("warn_after")) ? RunStatus.WARN : RunStatus.PASS;
  }

  private boolean exceeds(Object threshold) {
    return threshold instanceof Map<?, ?> map
        && map.get("count") instanceof Number count
        && map.get("period") != null
        && seconds() > count.doubleValue() * unit(map.get("period").toString());
  }

  private static int unit(String period) {
    return switch (period) {
      case "minute" -> 60;
      case "hour" -> 60 * 60;
      case "day" -> 24 * 60 * 60;
      default -> throw new IllegalArgumentException("not a period of freshness: " + period);
    };
  }
}
