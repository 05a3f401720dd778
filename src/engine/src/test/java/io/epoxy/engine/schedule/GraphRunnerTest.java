package io.epoxy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GraphRunnerTest {
  private final List<UniqueId> started = Collections.synchronizedList(new ArrayList<>());
  private final Map<UniqueId, Optional<UniqueId>> skipped = new LinkedHashMap<>();

  @Test
  void startsInTheGivenOrderAmongThoseThatAreReady() {
    DependencyGraph graph = graph("a", "b:a", "c", "d:b c");
    run(graph, ids("c", "a", "b", "d"), 1, Set.of());
    assertThat(started).containsExactlyElementsOf(ids("c", "a", "b", "d"));
  }

  @Test
  void skipsEverythingBelowAFailureAndNothingElse() {
    DependencyGraph graph = graph("a", "b:a", "c:b", "d", "e:d c", "f:d");
    Map<UniqueId, RunStatus> statuses = run(graph, List.copyOf(graph.ids()), 3, Set.of("b"));
    assertThat(statuses)
        .containsEntry(id("b"), RunStatus.ERROR)
        .containsEntry(id("c"), RunStatus.SKIPPED)
        .containsEntry(id("e"), RunStatus.SKIPPED)
        .containsEntry(id("f"), RunStatus.SUCCESS);
    assertThat(skipped)
        .containsOnly(
            Map.entry(id("c"), Optional.of(id("b"))), Map.entry(id("e"), Optional.of(id("b"))));
  }

  @Test
  void whatIsBelowALenientNodeRunsWhateverBecameOfIt() {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    UniqueId onTested = new UniqueId("unit_test.p.tested.u");
    parents.put(id("fails"), List.of());
    parents.put(id("below"), List.of(id("fails")));
    parents.put(id("broken"), List.of());
    parents.put(id("middle"), List.of(id("broken")));
    parents.put(id("far"), List.of(id("middle")));
    parents.put(onTested, List.of());
    parents.put(id("tested"), List.of(onTested));
    parents.put(id("belowTested"), List.of(id("tested")));
    DependencyGraph graph = DependencyGraph.of(parents);
    Set<UniqueId> failing = Set.of(id("fails"), id("broken"), onTested);
    Set<UniqueId> lenient = Set.of(id("fails"), id("middle"), id("tested"));

    new GraphRunner(graph, List.copyOf(graph.ids()), 1, lenient::contains)
        .run(
            id -> {
              started.add(id);
              return failing.contains(id) ? RunStatus.ERROR : RunStatus.SUCCESS;
            },
            skipped::put);

    assertThat(started).contains(id("below"), id("belowTested"));
    assertThat(skipped)
        .containsOnly(
            Map.entry(id("middle"), Optional.of(id("broken"))),
            Map.entry(id("far"), Optional.of(id("broken"))),
            Map.entry(id("tested"), Optional.of(onTested)));
  }

  @Test
  void aPathThroughALeftOutNodeStillCounts() {
    DependencyGraph graph = graph("a", "b:a", "c:b");
    run(graph, ids("c", "a"), 2, Set.of("a"));
    assertThat(skipped).containsKey(id("c"));
  }

  @Test
  void runsAsManyAtOnceAsThereAreThreads() {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      parents.put(id("n" + i), List.of());
    }
    CyclicBarrier all = new CyclicBarrier(4);
    DependencyGraph graph = DependencyGraph.of(parents);
    Map<UniqueId, RunStatus> statuses =
        new GraphRunner(graph, List.copyOf(graph.ids()), 4)
            .run(
                id -> {
                  await(all);
                  return RunStatus.SUCCESS;
                },
                skipped::put);
    assertThat(statuses).hasSize(4);
  }

  @Test
  void wideAndDeepGraphsRunEveryNodeOnceAndAfterItsParents() {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    for (int i = 0; i < 2000; i++) {
      parents.put(id("wide" + i), i < 10 ? List.of() : List.of(id("wide" + i % 10)));
      parents.put(id("deep" + i), i == 0 ? List.of() : List.of(id("deep" + (i - 1))));
    }
    DependencyGraph graph = DependencyGraph.of(parents);
    Set<UniqueId> done = ConcurrentHashMap.newKeySet();
    AtomicInteger tooEarly = new AtomicInteger();
    Map<UniqueId, RunStatus> statuses =
        new GraphRunner(graph, List.copyOf(graph.ids()), 8)
            .run(
                id -> {
                  if (!done.containsAll(graph.parents(id)) || !done.add(id)) {
                    tooEarly.incrementAndGet();
                  }
                  return RunStatus.SUCCESS;
                },
                skipped::put);
    assertThat(statuses).hasSize(4000);
    assertThat(tooEarly).hasValue(0);
  }

  @Test
  void whatWorkThrowsIsNeverLost() {
    DependencyGraph graph = graph("a", "b", "c:a b", "d");
    CyclicBarrier both = new CyclicBarrier(2);
    assertThatThrownBy(
            () ->
                new GraphRunner(graph, ids("a", "b", "c", "d"), 2)
                    .run(
                        id -> {
                          started.add(id);
                          await(both);
                          throw new IllegalStateException("from " + id);
                        },
                        skipped::put))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("from model.p.")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(started).containsExactlyInAnyOrderElementsOf(ids("a", "b"));
    assertThatThrownBy(
            () ->
                new GraphRunner(graph, ids("d"), 1)
                    .run(
                        id -> {
                          throw new StackOverflowError("too deep");
                        },
                        skipped::put))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("too deep");
  }

  @Test
  void anInterruptStopsTheRunningAndSkipsTheRest() throws Exception {
    DependencyGraph graph = graph("a", "b:a", "c");
    GraphRunner runner = new GraphRunner(graph, ids("a", "b", "c"), 1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              awaitLatch(begun);
              runner.interrupt();
            });
    other.start();
    Map<UniqueId, RunStatus> statuses =
        runner.run(
            id -> {
              begun.countDown();
              try {
                TimeUnit.MINUTES.sleep(5);
                return RunStatus.SUCCESS;
              } catch (InterruptedException e) {
                return RunStatus.ERROR;
              }
            },
            skipped::put);
    other.join();
    assertThat(statuses)
        .containsExactly(
            Map.entry(id("a"), RunStatus.ERROR),
            Map.entry(id("b"), RunStatus.SKIPPED),
            Map.entry(id("c"), RunStatus.SKIPPED));
    assertThat(skipped).containsEntry(id("c"), Optional.empty());
  }

  @Test
  void inABuildNodesWaitForTheTestsAboveThem() {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    parents.put(id("a"), List.of());
    parents.put(id("b"), List.of(id("a")));
    parents.put(id("c"), List.of(id("b")));
    parents.put(id("other"), List.of());
    UniqueId onA = new UniqueId("test.p.on_a");
    UniqueId onAB = new UniqueId("test.p.on_a_b");
    UniqueId onBoth = new UniqueId("test.p.on_b_other");
    parents.put(onA, List.of(id("a")));
    parents.put(onAB, List.of(id("a"), id("b")));
    parents.put(onBoth, List.of(id("b"), id("other")));
    DependencyGraph build = BuildOrder.withTestEdges(DependencyGraph.of(parents));
    assertThat(build.parents(id("b"))).containsExactlyInAnyOrder(id("a"), onA);
    assertThat(build.parents(id("c"))).containsExactlyInAnyOrder(id("b"), onAB);
    assertThat(build.parents(onBoth)).containsExactlyInAnyOrder(id("b"), id("other"));
    assertThat(build.findCycle()).isEmpty();
    new GraphRunner(build, List.copyOf(build.ids()), 2)
        .run(id -> id.equals(onA) ? RunStatus.FAIL : RunStatus.SUCCESS, skipped::put);
    assertThat(skipped.keySet()).containsExactlyInAnyOrder(id("b"), id("c"), onAB, onBoth);
  }

  private Map<UniqueId, RunStatus> run(
      DependencyGraph graph, List<UniqueId> ids, int threads, Set<String> failing) {
    return new GraphRunner(graph, ids, threads)
        .run(
            id -> {
              started.add(id);
              boolean fails = failing.stream().anyMatch(name -> id.equals(id(name)));
              return fails ? RunStatus.ERROR : RunStatus.SUCCESS;
            },
            skipped::put);
  }

  /** Each text is a name, or a name and its parents: {@code c:a b}. */
  private static DependencyGraph graph(String... nodes) {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    for (String node : nodes) {
      int colon = node.indexOf(':');
      String name = colon < 0 ? node : node.substring(0, colon);
      parents.put(id(name), colon < 0 ? List.of() : ids(node.substring(colon + 1).split(" ", -1)));
    }
    return DependencyGraph.of(parents);
  }

  private static List<UniqueId> ids(String... names) {
    return List.of(names).stream().map(GraphRunnerTest::id).toList();
  }

  private static UniqueId id(String name) {
    return new UniqueId("model.p." + name);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
