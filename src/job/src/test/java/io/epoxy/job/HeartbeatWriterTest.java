package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Heartbeat;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatWriterTest {
  private static final RunLayout LAYOUT = new RunLayout("p", "0b3c");
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final UniqueId NODE = new UniqueId("model.shop.a");

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void itSaysWhatTheJobIsAt() {
    HeartbeatWriter writer =
        new HeartbeatWriter(store, LAYOUT, "jr_1", Clock.fixed(NOW, ZoneOffset.UTC));
    writer.on(new RunEvent.ExecutionStarted(NOW, 4, "dev", 20));
    writer.on(new RunEvent.NodeStarted(NOW.minusSeconds(60), "Thread-1", 1, 20, summary()));
    writer.on(
        new RunEvent.Message(
            NOW, RunEvent.Level.WARN, "ExecutorLost", "Spark has lost executor 3"));
    writer.close();

    Heartbeat beat = Heartbeat.decode(store.find(LAYOUT.heartbeat()).orElseThrow());
    assertThat(beat)
        .isEqualTo(
            new Heartbeat(
                "jr_1",
                NOW,
                15,
                Heartbeat.Phase.RUNNING,
                20,
                0,
                List.of(new Heartbeat.AtWork(NODE, NOW.minusSeconds(60))),
                1));
    assertThat(beat.isMissing(NOW.plusSeconds(120))).isFalse();
    assertThat(beat.isMissing(NOW.plusSeconds(121))).isTrue();
  }

  @Test
  void aStoreThatRefusesIsNoReasonToFail() {
    store.refuse(true);
    new HeartbeatWriter(store, LAYOUT, "jr_1", Clock.systemUTC()).close();
    assertThat(store.list("")).isEmpty();
  }

  private static NodeSummary summary() {
    return new NodeSummary(
        NODE,
        "a",
        "table",
        "s",
        "a",
        "s.a",
        "a.sql",
        "a.sql",
        "",
        Map.of(),
        NodeSummary.Belonging.NONE);
  }
}
