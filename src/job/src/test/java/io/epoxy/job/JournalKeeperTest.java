package io.epoxy.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunOutcome;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JournalKeeperTest {
  private static final RunLayout LAYOUT = new RunLayout("p", "0b3c");
  private static final RunRequest REQUEST =
      new RunRequest(
          new Invocation("0b3c", Command.BUILD, FlagValues.NONE, "epoxy submit build"),
          "shop",
          new Target("shop", "dev", "glue", "s", 1, Map.of()),
          Map.of(),
          "p/bundles/x.zip",
          "x",
          Optional.empty());

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void onlyWhatIsDoneIsTakenOverByTheNextAttempt() {
    try (JournalKeeper first = JournalKeeper.open(store, LAYOUT, REQUEST)) {
      assertThat(first.earlier().done()).isEmpty();
      first.on(finished(result("built", RunStatus.SUCCESS)));
      first.on(finished(result("warned", RunStatus.WARN)));
      first.on(finished(result("broken", RunStatus.ERROR)));
      first.on(finished(result("left", RunStatus.SKIPPED)));
    }
    try (JournalKeeper second = JournalKeeper.open(store, LAYOUT, REQUEST)) {
      assertThat(second.earlier().done().keySet()).containsExactly(id("built"), id("warned"));
      // What was taken over is in the journal already.
      second.on(finished(result("built", RunStatus.SUCCESS).resumed()));
      second.on(finished(result("broken", RunStatus.SUCCESS)));
    }
    assertThat(JournalKeeper.open(store, LAYOUT, REQUEST).earlier().done().keySet())
        .containsExactly(id("built"), id("warned"), id("broken"));
    assertThat(store.list(LAYOUT.journal())).containsExactly(LAYOUT.journal(0), LAYOUT.journal(1));
    assertThat(store.find(LAYOUT.journal(1)).orElseThrow()).asString(UTF_8).hasLineCount(1);
  }

  @Test
  void aRunThatEndedWellIsRunWholeWhenItIsStartedAgain() {
    try (JournalKeeper first = JournalKeeper.open(store, LAYOUT, REQUEST)) {
      first.on(finished(result("built", RunStatus.SUCCESS)));
    }
    store.put(LAYOUT.outcome(), new RunOutcome(ExitCode.FAILED).encode());
    assertThat(JournalKeeper.open(store, LAYOUT, REQUEST).earlier().done()).hasSize(1);
    store.put(LAYOUT.outcome(), new RunOutcome(ExitCode.OK).encode());
    assertThat(JournalKeeper.open(store, LAYOUT, REQUEST).earlier().done()).isEmpty();
  }

  @Test
  void aStoreThatRefusesCostsTheJournalAndNotTheRun() {
    try (JournalKeeper keeper = JournalKeeper.open(store, LAYOUT, REQUEST)) {
      keeper.on(finished(result("built", RunStatus.SUCCESS)));
      store.refuse(true);
    }
    assertThat(store.list("")).isEmpty();
  }

  private static UniqueId id(String name) {
    return new UniqueId("model.shop." + name);
  }

  private static RunEvent finished(NodeResult result) {
    NodeSummary node =
        new NodeSummary(
            result.uniqueId(),
            "n",
            "table",
            "s",
            "n",
            "s.n",
            "n.sql",
            "n.sql",
            "",
            Map.of(),
            NodeSummary.Belonging.NONE);
    return new RunEvent.NodeFinished(Instant.EPOCH, "Thread-1", 1, 4, node, result);
  }

  private static NodeResult result(String name, RunStatus status) {
    return new NodeResult(
        id(name),
        status,
        List.of(),
        "Thread-1",
        0.5,
        Map.of("_message", "OK"),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
