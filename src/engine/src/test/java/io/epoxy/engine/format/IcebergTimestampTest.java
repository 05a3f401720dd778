package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code add_iceberg_timestamp}, which in dbt-glue fails on the second run. */
class IcebergTimestampTest {
  private static final String STAMP = "update_iceberg_ts";

  private final SparkEngine engine = SharedEngine.get();

  @ParameterizedTest
  @ValueSource(strings = {"append", "insert_overwrite", "merge", "delete+insert"})
  void everyRunStampsItsRows(String strategy) {
    Relation table = Relation.of("stamps", strategy.replace("+", "_")).inCatalog("glue_catalog");
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", "incremental");
    config.put("incremental_strategy", strategy);
    config.put("unique_key", "id");
    config.put("file_format", "iceberg");
    run(table, "select 1 as id, 'old' as kind", config);
    config.put("add_iceberg_timestamp", "True");
    run(table, "select 2 as id, 'new' as kind", config);
    run(table, "select *, 'x' as other from " + table + " where id = 2", config);

    assertThat(engine.warehouse().columns(table))
        .extracting(Column::name)
        .containsExactly("id", "kind", STAMP);
    assertThat(
            engine
                .warehouse()
                .query("select distinct id, " + STAMP + " is null from " + table + " where id = 2")
                .rows())
        .containsExactly(List.of(2L, false));
  }

  private void run(Relation table, String sql, Map<String, Object> config) {
    engine.execute(Fixtures.model(table, sql, config), RefreshMode.NORMAL);
  }
}
