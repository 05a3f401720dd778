package io.epoxy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.schedule.BatchRunner.Way;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.BatchSize;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order is that of dbt-core 1.12's {@code MicrobatchModelRunner.execute}. */
class BatchRunnerTest {
  private static final UniqueId MODEL = new UniqueId("model.p.m");
  private static final UniqueId OTHER = new UniqueId("model.p.other");

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  /** Says what comes to it. */
  private final class Told implements BatchRunner.Work {
    private final Predicate<Batch> work;

    Told(Predicate<Batch> work) {
      this.work = work;
    }

    @Override
    public boolean run(Batch batch) {
      said.add("begin " + batch.index());
      boolean well = work.test(batch);
      said.add("end " + batch.index());
      return well;
    }

    @Override
    public void skip(Batch batch) {
      said.add("skip " + batch.index());
    }

    @Override
    public void leave(Batch batch) {
      said.add("leave " + batch.index());
    }
  }

  private static List<Batch> days(int count) {
    Instant first = Instant.parse("2024-01-01T00:00:00Z");
    List<Batch> days = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant start = first.plus(i, ChronoUnit.DAYS);
      Instant end = start.plus(1, ChronoUnit.DAYS);
      days.add(new Batch(start, end, BatchSize.DAY, Batch.Kind.ADDS, i, count));
    }
    return days;
  }

  private void run(int threads, int count, Way way, Predicate<Batch> work) {
    GraphRunner graph = graph(threads, MODEL);
    graph.run(
        id -> {
          new BatchRunner(days(count), new Told(work), graph).run(way);
          return RunStatus.SUCCESS;
        },
        (id, cause) -> {});
  }

  private static GraphRunner graph(int threads, UniqueId... ids) {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    Arrays.asList(ids).forEach(id -> parents.put(id, List.of()));
    return new GraphRunner(DependencyGraph.of(parents), Arrays.asList(ids), threads);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nobody else came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thoseBetweenTheFirstAndTheLastRunAtOnceOnAsManyThreadsAsThereAre() {
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    run(
        3,
        9,
        Way.AT_ONCE,
        batch -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          if (!batch.isFirst() && !batch.isLast()) {
            three.countDown();
            await(three);
          }
          running.decrementAndGet();
          return batch.index() != 4; // one that fails stops no other
        });

    assertThat(most).hasValue(3);
    assertThat(said).hasSize(18).startsWith("begin 0", "end 0").endsWith("begin 8", "end 8");
  }

  @Test
  void oneThreadIsEnough() {
    run(1, 5, Way.AT_ONCE, batch -> true);

    assertThat(said).containsExactlyElementsOf(inOrder(5));
  }

  @Test
  void oneByOneNoOtherThreadHelps() {
    run(4, 5, Way.ONE_BY_ONE, batch -> Thread.currentThread().getName().startsWith("Thread-1 "));

    assertThat(said).containsExactlyElementsOf(inOrder(5));
  }

  private static List<String> inOrder(int count) {
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .flatMap(i -> Stream.of("begin " + i, "end " + i))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whenTheFirstFailsTheOthersAreSkipped(Way way) {
    run(2, 4, way, batch -> false);

    assertThat(said).containsExactly("begin 0", "end 0", "skip 1", "skip 2", "skip 3");
  }

  /** Two models wait for their batches on two threads: neither holds a thread that they need. */
  @Test
  void modelsThatTakeAllThreadsGetToTheirEnd() {
    GraphRunner graph = graph(2, MODEL, OTHER);
    CountDownLatch both = new CountDownLatch(2);

    Map<UniqueId, RunStatus> ended =
        graph.run(
            id -> {
              both.countDown();
              await(both);
              new BatchRunner(days(6), new Told(batch -> true), graph).run(Way.AT_ONCE);
              return RunStatus.SUCCESS;
            },
            (id, cause) -> {});

    assertThat(ended).containsOnlyKeys(MODEL, OTHER);
    assertThat(said).hasSize(24);
  }

  @Test
  void anInterruptLeavesWhatHasNotBegunAndEndsTheRunningOnes() {
    GraphRunner graph = graph(2, MODEL);
    CountDownLatch two = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Thread signal =
        new Thread(
            () -> {
              await(two);
              graph.interrupt();
            });
    signal.start();

    Map<UniqueId, RunStatus> ended =
        graph.run(
            id -> {
              Predicate<Batch> work =
                  batch -> {
                    if (batch.isFirst()) {
                      return true;
                    }
                    two.countDown();
                    try {
                      return never.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                      return false; // as Spark does, without a word to the thread
                    }
                  };
              new BatchRunner(days(6), new Told(work), graph).run(Way.AT_ONCE);
              return RunStatus.PARTIAL_SUCCESS;
            },
            (id, cause) -> {});

    assertThat(ended).containsEntry(MODEL, RunStatus.PARTIAL_SUCCESS);
    assertThat(said)
        .containsExactlyInAnyOrder(
            "begin 0", "end 0", "begin 1", "end 1", "begin 2", "end 2", "leave 3", "leave 4",
            "leave 5");
  }

  @Test
  void whatABatchThrowsOnAnotherThreadEndsTheModel() {
    CountDownLatch two = new CountDownLatch(2);

    assertThatThrownBy(
            () ->
                run(
                    2,
                    9,
                    Way.AT_ONCE,
                    batch -> {
                      if (!batch.isFirst()) {
                        two.countDown();
                        await(two);
                        if (!Thread.currentThread().getName().startsWith("Thread-1 ")) {
                          throw new StackOverflowError("too deep");
                        }
                      }
                      return true;
                    }))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("too deep");
    assertThat(said).doesNotContain("begin 8");
  }
}
