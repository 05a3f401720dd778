package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.BatchSize;
import io.epoxy.model.relation.Relation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.junit.jupiter.api.Test;

class BatchTurnsTest {
  private static final Relation TABLE = Relation.of("shop", "m");

  private final BatchTurns turns = new BatchTurns();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private static Batch day(int index) {
    Instant start = Instant.parse("2024-01-01T00:00:00Z").plus(index, ChronoUnit.DAYS);
    Instant end = start.plus(1, ChronoUnit.DAYS);
    return new Batch(start, end, BatchSize.DAY, Batch.Kind.ADDS, index, 4);
  }

  @Test
  void aCommitThatAnotherOneCameBeforeIsMadeOnceMoreAndAlone() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    Thread loser =
        new Thread(
            () ->
                turns.change(
                    TABLE,
                    () -> {
                      done.add("loser");
                      if (lost.getCount() > 0) {
                        lost.countDown();
                        throw new CommitFailedException("another one came first");
                      }
                    }));
    turns.change(
        TABLE,
        () -> {
          loser.start();
          while (loser.getState() != Thread.State.WAITING
              && loser.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
          }
          done.add("other");
        });
    loser.join();

    assertThat(done).containsExactly("loser", "other", "loser");
  }

  @Test
  void whatMayHaveBeenCommittedIsNotRepeated() {
    assertThatThrownBy(
            () ->
                turns.change(
                    TABLE,
                    () -> {
                      done.add("once");
                      throw new CommitStateUnknownException(new IllegalStateException("gone"));
                    }))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("gone");
    assertThat(done).hasSize(1);
  }

  @Test
  void ofTwoBatchesWithOnePartitionTheLaterOneKeepsItInWhicheverOrderTheyEnd() {
    publish(day(0), "a");
    publish(day(2), "b");
    publish(day(1), "b", "c");
    publish(day(3), "c");
    publish(day(0), "b"); // the next command

    assertThat(done).containsExactly("0a", "2b", "1c", "3c", "0b");
  }

  @Test
  void aPublicationThatFailedTookNothing() {
    assertThatThrownBy(
            () ->
                turns.publish(
                    TABLE,
                    day(2),
                    wanted -> {
                      assertThat(wanted.test(Map.of("p", "a"))).isTrue();
                      throw new IllegalStateException("the catalog is gone");
                    }))
        .hasMessage("the catalog is gone");
    publish(day(1), "a");

    assertThat(done).containsExactly("1a");
  }

  private void publish(Batch batch, String... partitions) {
    turns.publish(
        TABLE,
        batch,
        wanted ->
            List.of(partitions).stream()
                .filter(name -> wanted.test(Map.of("p", name)))
                .forEach(name -> done.add(batch.index() + name)));
  }
}
