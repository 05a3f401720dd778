package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.SharedEngine;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleSessionsTest {
  private static final String LAKE = "spark.sql.catalog.lake";

  private IdleSessions idle;

  @BeforeEach
  void open() {
    SharedEngine.get();
    SparkSession base = SparkSession.active();
    idle =
        new IdleSessions(
            base,
            session -> session.conf().set("epoxy.made", "yes"),
            session -> session.sql("use default"),
            Map.of());
  }

  @Test
  void aSessionThatIsAsItWasMadeServesAnotherNode() {
    SparkSession first = idle.take();
    assertThat(idle.take()).isNotSameAs(first);
    first.sql("select 1").collect();
    idle.give(first, SessionPool.Left.CLEAN);
    assertThat(idle.take()).isSameAs(first);
    assertThat(idle.take()).isNotSameAs(first);
  }

  @Test
  void oneWithAnotherSettingDoesNot() {
    SparkSession first = idle.take();
    first.conf().set("spark.sql.ansi.enabled", "true");
    idle.give(first, SessionPool.Left.CLEAN);
    SparkSession next = idle.take();
    assertThat(next).isNotSameAs(first);
    assertThat(next.conf().get("epoxy.made")).isEqualTo("yes");
  }

  @Test
  void oneWithATemporaryViewDoesNot() {
    SparkSession first = idle.take();
    first.sql("create temporary view mine as select 1 as id");
    idle.give(first, SessionPool.Left.CLEAN);
    assertThat(idle.take()).isNotSameAs(first);
  }

  @Test
  void oneInWhichAStatementOfTheUsersRanDoesNot() {
    SparkSession first = idle.take();
    idle.give(first, SessionPool.Left.USED);
    assertThat(idle.take()).isNotSameAs(first);
  }

  @Test
  void catalogsThatRememberTablesKeepNoSession() {
    String iceberg = "org.apache.iceberg.spark.SparkCatalog";
    assertThat(IdleSessions.asksEachTime(Map.of())).isTrue();
    assertThat(IdleSessions.asksEachTime(Map.of(LAKE, iceberg))).isFalse();
    assertThat(IdleSessions.asksEachTime(Map.of(LAKE, iceberg, LAKE + ".cache-enabled", "true")))
        .isFalse();
    assertThat(IdleSessions.asksEachTime(Map.of(LAKE, iceberg, LAKE + ".cache-enabled", "False")))
        .isTrue();
    assertThat(IdleSessions.asksEachTime(Map.of(LAKE, "com.example.Catalog"))).isFalse();
    assertThat(
            IdleSessions.asksEachTime(
                Map.of(
                    "spark.sql.catalog.spark_catalog",
                    "org.apache.spark.sql.delta.catalog.DeltaCatalog")))
        .isTrue();
  }
}
