package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.WarnErrors;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventsTest {
  private final List<RunEvent> heard = new ArrayList<>();
  private final Events events =
      new Events(
          heard::add,
          new SecretScrubber(
              Map.of("DBT_ENV_SECRET_KEY", "hunter2", "DBT_ENV_SECRET_LONG", "hunter22", "X", "y")),
          WarnErrors.of(FlagValues.NONE),
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Test
  void eventsAreHeldUntilTheRunIsSureToGoOn() {
    events.message(RunEvent.Level.INFO, "A", "one");
    assertThat(heard).isEmpty();

    events.release();
    events.message(RunEvent.Level.INFO, "A", "two");

    assertThat(heard)
        .extracting(event -> ((RunEvent.Message) event).text())
        .containsExactly("one", "two");
  }

  @Test
  void secretsBecomeStarsTheLongestFirst() {
    events.release();
    events.message(RunEvent.Level.INFO, "A", "key hunter22 and hunter2, y stays");

    assertThat(((RunEvent.Message) heard.get(0)).text()).isEqualTo("key ***** and *****, y stays");
  }

  @Test
  void resultsAreScrubbedToo() {
    NodeResult result =
        new NodeResult(
            new UniqueId("model.p.a"),
            RunStatus.ERROR,
            List.of(),
            "Thread-1",
            0.5,
            Map.of(),
            Optional.of("refused hunter2"),
            OptionalLong.empty(),
            Optional.of("select 'hunter2'"),
            Optional.empty());

    NodeResult clean = events.scrub(result);

    assertThat(clean.message()).contains("refused *****");
    assertThat(clean.compiledCode()).contains("select '*****'");
  }
}
