package io.epoxy.jinja;

import java.time.Duration;
import java.util.Objects;

/**
 * What one rendering may use up. Passing a limit is a {@link JinjaException} of kind LIMIT.
 *
 * @param maxOutput characters of text that a rendering, or any single value in it, may reach
 * @param maxIterations turns of all loops together, including those inside filters and ranges
 * @param maxDepth macro calls inside each other
 * @param maxTime wall clock of one rendering
 */
public record Limits(int maxOutput, long maxIterations, int maxDepth, Duration maxTime) {
  /**
   * Generous for real projects: the largest model of the corpus in reference/jinjava.md stays below
   * a hundredth of each. Depth: Python itself stops at about 1,000 frames, which is fewer calls.
   */
  public static final Limits DEFAULT =
      new Limits(100_000_000, 50_000_000L, 500, Duration.ofMinutes(10));

  public Limits {
    Objects.requireNonNull(maxTime, "maxTime");
    if (maxOutput < 1 || maxIterations < 1 || maxDepth < 1 || maxTime.isNegative()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
