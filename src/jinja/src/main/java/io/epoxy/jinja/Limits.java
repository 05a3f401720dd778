package io.epoxy.jinja;

import java.time.Duration;
import java.util.Objects;

/**
 * What one parse or one rendering may use up. Passing a limit is a {@link JinjaException} of kind
 * LIMIT.
 *
 * @param maxSource characters of one template
 * @param maxOutput characters of text that a rendering, or any single value in it, may reach
 * @param maxIterations turns of all loops and calls of macros together, those inside filters too
 * @param maxDepth macro calls inside each other
 * @param maxMemory bytes that a tree, or the values and texts that a rendering holds, may fill
 *     (estimated, see {@code value.Usage})
 * @param maxTime processor time of one rendering; waiting, as for a query, does not count
 */
public record Limits(
    int maxSource,
    int maxOutput,
    long maxIterations,
    int maxDepth,
    long maxMemory,
    Duration maxTime) {
  private static final long MEGABYTE = 1 << 20;

  /**
   * Generous for real projects: the largest model of the corpus in reference/jinjava.md stays below
   * a hundredth of each. Depth: Python itself stops at about 1,000 frames, which is fewer calls.
   */
  public static final Limits DEFAULT =
      new Limits(10_000_000, 30_000_000, 50_000_000L, 500, shareOfHeap(), Duration.ofMinutes(10));

  public Limits {
    Objects.requireNonNull(maxTime, "maxTime");
    if (maxSource < 1
        || maxOutput < 1
        || maxIterations < 1
        || maxDepth < 1
        || maxMemory < 1
        || maxTime.isNegative()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** Several renderings at once must leave room for the rest of the process. */
  private static long shareOfHeap() {
    return Math.min(512 * MEGABYTE, Runtime.getRuntime().maxMemory() / 4);
  }
}
