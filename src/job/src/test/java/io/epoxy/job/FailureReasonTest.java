package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
  @Test
  void firstFailureIsToldAndTheOthersCounted() {
    FailureReason reason = new FailureReason();
    reason.on(new RunEvent.Output(Instant.EPOCH, "not a failure"));
    reason.on(new RunEvent.CommandFailed(Instant.EPOCH, "Compilation Error", "a is wrong"));
    reason.on(new RunEvent.CommandFailed(Instant.EPOCH, "Compilation Error", "b is wrong"));

    assertThat(reason.text()).isEqualTo("Compilation Error: a is wrong (and 1 more)");
  }

  @Test
  void longReasonsAreCut() {
    FailureReason reason = new FailureReason();
    reason.on(new RunEvent.CommandFailed(Instant.EPOCH, "E", "x".repeat(5_000)));

    assertThat(reason.text()).hasSize(1_004).endsWith("x ...");
  }
}
