package io.epoxy.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.error.EpoxyException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunLeaseTest {
  private static final RunLayout LAYOUT = new RunLayout("p", "0b3c");
  private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
  private static final Duration WITHIN = RunLease.EXPIRY.minusSeconds(1);

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final HandClock clock = new HandClock();

  @Test
  void whatWasGivenBackIsTakenAtOnce() {
    take("jr_1", clock::advance).close();
    RunLease second = take("jr_2", duration -> assertThat(duration).isNull());
    assertThatCode(second::refuseWhenLost).doesNotThrowAnyException();
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void aDeadAttemptIsWaitedForUntilItHasBeenSilentLongEnough() {
    var unused = take("jr_1", clock::advance);
    clock.advance(Duration.ofSeconds(20));
    take("jr_1_attempt_1", clock::advance).close();
    assertThat(clock.instant()).isEqualTo(START.plus(RunLease.EXPIRY));
    assertThat(log.toString(UTF_8).lines())
        .containsExactly(
            "This run was begun by the Glue run jr_1, last heard of at 2026-11-28T10:00:00Z;"
                + " waiting whether it still lives.");
  }

  @Test
  void aSecondJobStopsWhileTheFirstOneLives() {
    RunLease first = take("jr_1", clock::advance);
    assertThatThrownBy(
            () ->
                take(
                    "jr_2",
                    duration -> {
                      clock.advance(duration);
                      first.refuseWhenLost(); // as each of its beats does
                    }))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "The run 0b3c is carried out by the Glue run jr_1 already, last heard of at"
                + " 2026-11-28T10:01:00Z; two jobs must not write its journal and its tables. Wait"
                + " for it, or stop it with 'epoxy cancel jr_1'.");
    first.guarded().put("p/a", new byte[0]);
    assertThat(store.exists("p/a")).isTrue();
  }

  @Test
  void whoWakesUpToASuccessorWritesNothingMore() {
    RunLease first = take("jr_1", clock::advance);
    clock.advance(RunLease.EXPIRY);
    RunLease second = take("jr_1_attempt_1", clock::advance);
    assertThatThrownBy(() -> first.guarded().put(LAYOUT.journal(0), new byte[0]))
        .hasMessage(
            "This job was silent for so long that the Glue run jr_1_attempt_1 has taken the run"
                + " over; it ends here. What it was at may have been done twice.");
    assertThatThrownBy(first::refuseWhenLost).isInstanceOf(EpoxyException.class);
    assertThat(store.list(LAYOUT.journal())).isEmpty();
    first.close();
    second.guarded().put(LAYOUT.journal(0), new byte[0]);
    assertThat(store.list(LAYOUT.journal())).hasSize(1);
  }

  /** Of two that take it in the same moment one finds it taken, and waits. */
  @Test
  void twoAtOnceAreOneAfterTheOther() {
    RunLease[] winner = new RunLease[1];
    InMemoryObjectStore raced =
        new InMemoryObjectStore() {
          @Override
          public synchronized Optional<String> replace(
              String key, byte[] content, Optional<String> seen) {
            if (winner[0] == null) {
              winner[0] = RunLease.take(store, LAYOUT, "jr_1", clock, clock::advance, print());
              put(key, store.find(key).orElseThrow());
            }
            return super.replace(key, content, seen);
          }
        };
    RunLease.take(raced, LAYOUT, "jr_2", clock, clock::advance, print()).close();
    assertThat(clock.instant()).isEqualTo(START.plus(RunLease.EXPIRY));
  }

  /** The other machine's clock is ahead, so that its words never grow old. */
  @Test
  void aDeadAttemptWithAWrongClockIsSilentAllTheSame() {
    HandClock ahead = new HandClock();
    ahead.advance(Duration.ofHours(1));
    var unused = RunLease.take(store, LAYOUT, "jr_1", ahead, ahead::advance, print());
    take("jr_2", clock::advance).close();
    assertThat(clock.instant()).isEqualTo(START.plus(RunLease.EXPIRY));
  }

  /** The SDK repeats a write whose answer was lost, and the second one is refused. */
  @Test
  void anAnswerThatWasLostIsNoSuccessor() {
    InMemoryObjectStore forgetful =
        new InMemoryObjectStore() {
          @Override
          public synchronized Optional<String> replace(
              String key, byte[] content, Optional<String> seen) {
            var unused = super.replace(key, content, seen);
            return Optional.empty();
          }
        };
    RunLease lease =
        RunLease.take(
            forgetful, LAYOUT, "jr_1", clock, duration -> assertThat(duration).isNull(), print());
    clock.advance(WITHIN);
    assertThatCode(lease::refuseWhenLost).doesNotThrowAnyException();
  }

  private RunLease take(String jobRun, Consumer<Duration> pause) {
    return RunLease.take(store, LAYOUT, jobRun, clock, pause, print());
  }

  private PrintStream print() {
    return new PrintStream(log, true, UTF_8);
  }

  private static final class HandClock extends Clock {
    private Instant now = START;

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
