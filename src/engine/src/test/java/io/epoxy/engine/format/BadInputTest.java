package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be built is refused with a sentence, and the table is as it was. */
class BadInputTest {
  private final SparkEngine engine = SharedEngine.get();

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "delta", "hudi", "iceberg"})
  void aPartitionColumnThatTheQueryLacks(String format) {
    Relation table = table("parts", format);
    Map<String, Object> config = config("table", format);
    run(table, "select 1 as id, 'x' as day", config);
    config.put("partition_by", List.of("dey"));
    assertThatThrownBy(() -> run(table, "select 2 as id, 'y' as day", config))
        .hasMessageContaining("dey")
        .hasMessageContaining(format.equals("iceberg") ? "day" : "Did you mean 'day'?");
    assertThat(rows("select id, day from " + table)).containsExactly(List.of(1L, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta", "iceberg"})
  void duplicateKeysInTheSourceOfAMerge(String format) {
    Relation table = table("keys", format);
    Map<String, Object> config = config("incremental", format);
    config.put("incremental_strategy", "merge");
    config.put("unique_key", "id");
    run(table, "select 1 as id, 'x' as kind", config);
    assertThatThrownBy(
            () -> run(table, "select 1 as id, 'a' as kind union all select 1, 'b'", config))
        .hasMessageMatching("(?si).*multiple (source )?rows.*");
    assertThat(rows("select id, kind from " + table)).containsExactly(List.of(1L, "x"));
  }

  @Test
  void aKeyThatTheQueryLacksIsNamedWhereHudiWouldNot() {
    Map<String, Object> config = config("incremental", "hudi");
    config.put("unique_key", "id, oder");
    assertThatThrownBy(() -> run(table("keyless", "hudi"), "select 1 as id, 2 as ORDER", config))
        .hasMessage(
            "Model 'model.shop.keyless_hudi': unique_key names the column oder, which the query"
                + " does not give. It gives: id, ORDER. Did you mean 'ORDER'?");
  }

  @Test
  void aViewThatRefersToADroppedTable() {
    Relation base = Relation.of("bad_input", "base");
    Relation view = Relation.of("bad_input", "over_base");
    Relation reader = Relation.of("bad_input", "reader");
    run(base, "select 1 as id", config("table", "parquet"));
    run(view, "select id from " + base, Map.of("materialized", "view"));
    run(reader, "select id from " + view, config("table", "parquet"));
    engine.warehouse().dropRelation(base);

    assertThatThrownBy(() -> run(reader, "select id from " + view, config("table", "parquet")))
        .hasMessageContaining("bad_input")
        .hasMessageContaining("base")
        .hasMessageContaining("cannot be found");

    assertThat(rows("select id from " + reader)).containsExactly(List.of(1L));
    assertThat(engine.warehouse().findRelation(view)).isPresent();
    run(view, "select 7 as id", Map.of("materialized", "view"));
    run(reader, "select id from " + view, config("table", "parquet"));
    assertThat(rows("select id from " + reader)).containsExactly(List.of(7L));
  }

  private static Relation table(String name, String format) {
    Relation plain = Relation.of("bad_input", name + "_" + format);
    return format.equals("iceberg") ? plain.inCatalog("glue_catalog") : plain;
  }

  private static Map<String, Object> config(String materialized, String format) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", materialized);
    config.put("file_format", format);
    return config;
  }

  private void run(Relation table, String sql, Map<String, Object> config) {
    engine.execute(Fixtures.model(table, sql, config), RefreshMode.NORMAL);
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
