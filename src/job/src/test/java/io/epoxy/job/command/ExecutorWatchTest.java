package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

class ExecutorWatchTest {
  private final List<RunEvent> heard = new ArrayList<>();
  private final ExecutorWatch watch = new ExecutorWatch(events());

  @Test
  void aLostExecutorIsToldWithItsReasonAndWhatToDo() {
    watch.onExecutorRemoved(
        new SparkListenerExecutorRemoved(0, "3", "Command exited with code 137"));

    assertThat(heard)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.Message.class,
            message ->
                assertThat(message.text())
                    .startsWith(
                        "Spark has lost executor 3: Command exited with code 137\n"
                            + "An executor ran out of memory."));
  }

  @Test
  void whatSparkLetsGoByItselfIsNoLoss() {
    watch.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "3", "Executor killed by driver."));
    watch.onExecutorRemoved(
        new SparkListenerExecutorRemoved(0, "4", "Executor decommission: spot reclaim"));

    assertThat(heard).isEmpty();
  }

  private Events events() {
    Events events =
        new Events(heard::add, new SecretScrubber(Map.of()), FlagValues.NONE, Clock.systemUTC());
    events.release();
    return events;
  }
}
