package io.epoxy.launcher.target;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.JobRun;

/**
 * What a run took and about what it cost.
 *
 * @param seconds of execution, as Glue bills it
 * @param dpuSeconds Glue's own figure (FLEX and auto scaling), else workers times their DPUs
 * @param price of a DPU hour in US dollars
 * @param isListPrice whether nobody said a price
 */
record RunCost(int seconds, BigDecimal dpuSeconds, BigDecimal price, boolean isListPrice) {
  /**
   * G.2X is two DPUs, G.025X a quarter; R types are billed otherwise, Glue bills a minute at least.
   */
  private static final Pattern WORKER = Pattern.compile("G\\.(0?)(\\d+)X");

  private static final int LEAST_SECONDS = 60;
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  /** List prices of us-east-1 in 2026: Glue 5, its FLEX class, and Glue 6. */
  private static final BigDecimal STANDARD = new BigDecimal("0.44");

  private static final BigDecimal FLEX = new BigDecimal("0.29");
  private static final BigDecimal GLUE_6 = new BigDecimal("0.308");

  /** Empty when Glue does not say enough, or a worker type has no list price here. */
  static Optional<RunCost> of(JobRun run, JobCapacity capacity) {
    int seconds = run.executionTime() == null ? 0 : run.executionTime();
    Optional<BigDecimal> dpus = dpus(run);
    if (seconds == 0 || dpus.isEmpty() && run.dpuSeconds() == null) {
      return Optional.empty();
    }
    BigDecimal dpuSeconds =
        run.dpuSeconds() != null
            ? BigDecimal.valueOf(run.dpuSeconds())
            : dpus.get().multiply(BigDecimal.valueOf(Math.max(seconds, LEAST_SECONDS)));
    BigDecimal price = capacity.pricePerDpuHour().orElseGet(() -> listPrice(run));
    return Optional.of(
        new RunCost(seconds, dpuSeconds, price, capacity.pricePerDpuHour().isEmpty()));
  }

  /** One sentence. */
  String text() {
    return "The run took "
        + seconds
        + " s and "
        + plain(dpuSeconds, 0)
        + " DPU seconds, about "
        + plain(dpuSeconds.multiply(price).divide(HOUR, 4, RoundingMode.HALF_UP), 2)
        + " USD at "
        + price.toPlainString()
        + " USD a DPU hour"
        + (isListPrice ? " (set 'price_per_dpu_hour' in the profile to your region's)." : ".");
  }

  private static String plain(BigDecimal number, int decimals) {
    return number.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private static Optional<BigDecimal> dpus(JobRun run) {
    Matcher worker = WORKER.matcher(String.valueOf(run.workerTypeAsString()));
    if (!worker.matches() || run.numberOfWorkers() == null) {
      return Optional.empty();
    }
    BigDecimal each = new BigDecimal((worker.group(1).isEmpty() ? "" : "0.") + worker.group(2));
    return Optional.of(each.multiply(BigDecimal.valueOf(run.numberOfWorkers())));
  }

  private static BigDecimal listPrice(JobRun run) {
    if ("FLEX".equals(run.executionClassAsString())) {
      return FLEX;
    }
    return String.valueOf(run.glueVersion()).startsWith("6") ? GLUE_6 : STANDARD;
  }
}
