package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.JobRun;

class RunCostTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "G.1X 2 STANDARD 5.1,3600,-,7200,0.88,0.44",
        "G.025X 4 STANDARD 5.1,3600,-,3600,0.44,0.44",
        "G.16X 2 STANDARD 5.1,10,-,1920,0.23,0.44",
        "G.1X 10 FLEX 5.1,3600,7200,7200,0.58,0.29",
        "G.1X 2 STANDARD 6.0,3600,-,7200,0.62,0.308",
        "R.1X 2 STANDARD 5.1,3600,3600,3600,0.44,0.44"
      })
  void dpuSecondsAndPrice(
      String job, int seconds, Double gluesOwn, String dpuSeconds, String usd, String price) {
    String[] words = job.split(" ", -1);
    JobRun run =
        JobRun.builder()
            .workerType(words[0])
            .numberOfWorkers(Integer.valueOf(words[1]))
            .executionTime(seconds)
            .dpuSeconds(gluesOwn)
            .executionClass(words[2])
            .glueVersion(words[3])
            .build();
    String figures =
        "The run took " + seconds + " s and " + dpuSeconds + " DPU seconds, about " + usd;
    assertThat(RunCost.of(run, capacity()).orElseThrow().text())
        .startsWith(figures + " USD at " + price + " USD a DPU hour (set");
    assertThat(RunCost.of(run, capacity("price_per_dpu_hour", "1.00")).orElseThrow().text())
        .endsWith(" USD at 1.00 USD a DPU hour.");
  }

  @Test
  void aRunThatGlueSaysTooLittleOfHasNoCost() {
    assertThat(RunCost.of(JobRun.builder().executionTime(9).workerType("R.2X").build(), capacity()))
        .isEqualTo(Optional.empty());
    assertThat(
            RunCost.of(
                JobRun.builder().executionTime(0).workerType("G.1X").numberOfWorkers(2).build(),
                capacity()))
        .isEqualTo(Optional.empty());
  }

  private static JobCapacity capacity(Object... keysAndValues) {
    return GlueSettings.of(Targets.with(keysAndValues), "p").capacity();
  }
}
