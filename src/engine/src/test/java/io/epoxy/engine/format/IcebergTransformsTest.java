package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code partition_by} as Iceberg spells it. */
class IcebergTransformsTest {
  private final SparkEngine engine = SharedEngine.get();

  @Test
  void insertOverwriteReplacesThePartitionsThatTransformsMake() {
    Relation table = Relation.of("transforms", "trips").inCatalog("glue_catalog");
    Map<String, Object> config =
        Map.of(
            "materialized",
            "incremental",
            "incremental_strategy",
            "insert_overwrite",
            "file_format",
            "iceberg",
            "partition_by",
            List.of("days(at)", "bucket(4, id)", "truncate(2, code)"));
    String rows =
        "select id, timestamp '2026-01-0%s 10:00:00' as at, concat('abc', id) as code, '%s' as run"
            + " from values (1), (2) as t(id)";
    for (List<String> run :
        List.of(List.of("1", "first"), List.of("2", "first"), List.of("2", "second"))) {
      engine.execute(
          Fixtures.model(table, rows.formatted(run.get(0), run.get(1)), config),
          RefreshMode.NORMAL);
    }

    assertThat(rows("select day(at), id, run from " + table + " order by 1, 2"))
        .containsExactly(
            List.of(1L, 1L, "first"),
            List.of(1L, 2L, "first"),
            List.of(2L, 1L, "second"),
            List.of(2L, 2L, "second"));
    assertThat(rows("select distinct partition.code_trunc from " + table + ".files"))
        .containsExactly(List.of("ab"));
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
