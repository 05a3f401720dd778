package io.epoxy.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one run's DDL leaves is what the next run finds, to the last property. */
@Tag("spark41")
class CatalogRoundTripTest {
  private static final List<String> DDL =
      List.of(
          "create database kept comment 'it\\'s kept' with dbproperties ('a' = 'b')",
          "create table kept.managed (id bigint not null comment 'the \"key\"', tags"
              + " array<struct<k: string, v: map<string, int>>>, at timestamp, amount"
              + " decimal(10,2)) using parquet comment 'two\nlines' tblproperties ('p.q' = 'é ☃')",
          "insert into kept.managed values (1, array(named_struct('k', 'x', 'v', map('y', 2))),"
              + " timestamp '2020-01-01 00:00:00', 1.5)",
          "create table kept.parts (n int, day date, kind string) using orc partitioned by (day,"
              + " kind)",
          "insert into kept.parts values (1, date '2020-01-01', 'a/b=c'), (2, date '2020-01-02',"
              + " null)",
          "alter table kept.parts add partition (day = '2020-02-01', kind = 'new')",
          "alter table kept.parts drop partition (day = '2020-01-01', kind = 'a/b=c')",
          "create table kept.buckets (a int, b int) using parquet clustered by (a) sorted by (b)"
              + " into 3 buckets",
          "create table kept.lines (a string, b int) using csv options (header 'true', sep '|')",
          "create table kept.renamed using parquet as select 1 as a",
          "alter table kept.renamed rename to kept.new_name",
          "alter table kept.new_name add columns (b string comment 'added')",
          "alter table kept.new_name set tblproperties ('x' = 'y')",
          "use kept",
          "create view kept.seen (n comment 'counted') comment 'a view' tblproperties ('v' = 'w') as"
              + " select count(*) as m from managed",
          "use default",
          "create table kept.gone using parquet as select 1 as a",
          "drop table kept.gone",
          "create view kept.gone_view as select 1 as a",
          "drop view kept.gone_view",
          "create function kept.upper_again as"
              + " 'org.apache.hadoop.hive.ql.udf.generic.GenericUDFUpper'",
          "create database dropped",
          "create table dropped.t using parquet as select 1 as a",
          "drop database dropped cascade");

  @Test
  void everyStateSurvivesAReopening() {
    SparkEngine engine = SharedEngine.get();
    engine.warehouse().query("use default");
    engine.warehouse().createSchema("kept_by_schema");
    for (String sql : DDL) {
      engine.warehouse().query(sql);
    }
    List<Object> before = snapshot();
    engine = SharedEngine.reopened();
    assertThat(snapshot()).isEqualTo(before);
    assertThat(before).hasSizeGreaterThan(8);
    assertThat(
            engine.warehouse().query("select id, tags[0].v['y'], amount from kept.managed").rows())
        .hasSize(1);
    assertThat(engine.warehouse().query("select n from kept.seen").rows())
        .containsExactly(List.of(1L));
    assertThat(engine.warehouse().query("select n from kept.parts").rows())
        .containsExactly(List.of(2L));
    assertThat(engine.warehouse().query("show partitions kept.parts").rows()).hasSize(2);
    assertThat(engine.warehouse().schemaExists("dropped")).isFalse();
    assertThat(engine.warehouse().schemaExists("kept_by_schema")).isTrue();
  }

  @Test
  void aPartitionedTableThatBecameAViewIsAViewAfterAReopening() {
    SparkEngine engine = SharedEngine.get();
    Relation name = Relation.of("turned", "orders");
    Map<String, Object> table = Map.of("materialized", "table", "partition_by", "day");
    engine.execute(Fixtures.model(name, "select 1 as n, 'x' as day", table), RefreshMode.NORMAL);
    engine.execute(
        Fixtures.model(name, "select 2 as n", Map.of("materialized", "view")), RefreshMode.NORMAL);
    engine = SharedEngine.reopened();
    assertThat(engine.warehouse().query("select * from turned.orders").rows())
        .containsExactly(List.of(2L));
  }

  private static List<Object> snapshot() {
    SparkSession session = SparkSession.active();
    LiveCatalog live = new LiveCatalog(session);
    List<Object> all = new ArrayList<>();
    all.add(live.findDatabase("kept").orElseThrow());
    all.add(live.findDatabase("kept_by_schema").orElseThrow());
    live.tables("kept").stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(
            table -> {
              all.add(table);
              if (!table.partitionColumns().isEmpty()) {
                all.add(Map.copyOf(live.partitions(table)));
              }
            });
    all.add(
        ScalaBridge.state(
            session.sharedState().externalCatalog().getFunction("kept", "upper_again")));
    return all;
  }
}
