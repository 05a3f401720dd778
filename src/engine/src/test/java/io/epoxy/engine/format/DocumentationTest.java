package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comments cost one update of the catalog, where dbt-glue sends a statement for each column. */
class DocumentationTest {
  private final SparkEngine engine = SharedEngine.get();

  @Test
  void aViewHasComments() {
    Relation view = Relation.of("documents", "seen");
    Map<String, Object> config = documented(Map.of("materialized", "view"));
    for (String sql : List.of("select 1 as ID, 2 as n", "select 3 as n, 4 as id")) {
      engine.execute(Fixtures.model(view, sql, config), RefreshMode.NORMAL);
      assertThat(engine.warehouse().columns(view))
          .filteredOn(column -> column.name().equalsIgnoreCase("id"))
          .extracting(Column::comment)
          .containsExactly(Optional.of("the key"));
      assertThat(rows("describe extended " + view))
          .contains(List.of("Comment", "one row per id", ""));
    }
  }

  @Test
  void allCommentsOfAnIcebergTableAreOneCommit() {
    Relation table = Relation.of("documents", "frozen").inCatalog("glue_catalog");
    Map<String, Object> config =
        Map.of(
            "materialized", "incremental",
            "incremental_strategy", "append",
            "file_format", "iceberg",
            "iceberg_expire_snapshots", false);
    String log = "select count(*) from " + table + ".metadata_log_entries";
    engine.execute(model(table, config), RefreshMode.NORMAL);
    assertThat(rows(log)).containsExactly(List.of(1L));
    engine.execute(model(table, documented(config)), RefreshMode.NORMAL);
    assertThat(rows(log)).containsExactly(List.of(3L)); // the rows, then the comments
    engine.execute(model(table, documented(config)), RefreshMode.NORMAL);
    assertThat(rows(log)).containsExactly(List.of(4L)); // the comments are there
    assertThat(engine.warehouse().columns(table))
        .extracting(Column::comment)
        .containsExactly(Optional.of("of id"), Optional.of("of n"));
  }

  private static CompiledNode model(Relation table, Map<String, Object> config) {
    return Fixtures.promising(
        Fixtures.model(table, "select 1 as id, 2 as n", config),
        List.of(Fixtures.described("id", "of id"), Fixtures.described("n", "of n")),
        List.of());
  }

  private static Map<String, Object> documented(Map<String, Object> config) {
    Map<String, Object> more = new LinkedHashMap<>(config);
    more.put("persist_docs", Map.of("relation", true, "columns", true));
    return more;
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
