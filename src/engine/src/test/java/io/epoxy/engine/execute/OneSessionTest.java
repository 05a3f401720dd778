package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.execute.SessionPool.Left;
import io.epoxy.model.error.EpoxyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneSessionTest {
  private OneSession one;

  @BeforeEach
  void open() {
    SharedEngine.get();
    one = new OneSession(SparkSession.active().newSession(), session -> {});
  }

  @Test
  void aNodeLeavesItAsItWas() {
    SparkSession session = one.take();
    String partitions = session.conf().get("spark.sql.shuffle.partitions");
    session.conf().set("spark.sql.shuffle.partitions", "7");
    session.conf().set("spark.epoxy.mine", "yes");
    session.sql("set catalog glue_catalog");
    session.sql("create temporary view mine as select 1 as id");
    one.give(session, Left.USED);

    SparkSession next = one.take();
    assertThat(next).isSameAs(session);
    assertThat(next.conf().get("spark.sql.shuffle.partitions")).isEqualTo(partitions);
    assertThat(next.conf().contains("spark.epoxy.mine")).isFalse();
    assertThat(next.catalog().currentCatalog()).isEqualTo("spark_catalog");
    assertThat(next.catalog().tableExists("mine")).isFalse();
    one.give(next, Left.CLEAN);
  }

  @Test
  void anotherThreadWaitsForIt() throws Exception {
    SparkSession session = one.take();
    session.sql("create temporary view mine as select 1 as id");
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(
            () -> {
              SparkSession given = one.take();
              boolean seen = given.catalog().tableExists("mine");
              one.give(given, Left.CLEAN);
              return seen;
            });
    SparkSession again = one.take(); // by the thread that has it
    one.give(again, Left.USED);
    assertThat(session.catalog().tableExists("mine")).isTrue();
    assertThat(other).isNotDone();
    one.give(session, Left.USED);
    assertThat(other.get(60, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void whoCannotHaveItKeepsNobodyWaiting() throws Exception {
    OneSession refused =
        new OneSession(
            SparkSession.active(),
            session -> {
              throw new IllegalStateException("no schema");
            });
    assertThatThrownBy(refused::take).hasMessage("no schema");
    CompletableFuture<Throwable> other =
        CompletableFuture.supplyAsync(refused::take).handle((given, thrown) -> thrown.getCause());
    assertThat(other.get(60, TimeUnit.SECONDS)).hasMessage("no schema");
  }

  @Test
  void whoWaitsCanBeStopped() throws Exception {
    SparkSession session = one.take();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                one.give(one.take(), Left.CLEAN);
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
    waiting.start();
    waiting.interrupt();
    waiting.join(60_000);
    one.give(session, Left.CLEAN);
    assertThat(thrown.get()).isInstanceOf(EpoxyException.class).hasMessageContaining("stopped");
    assertThatThrownBy(() -> one.give(session, Left.CLEAN))
        .isInstanceOf(IllegalMonitorStateException.class);
  }
}
