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

/** Text files hold lines: what {@link FormatContract} asks of tables with several columns. */
class TextFormatTest {
  private final SparkEngine engine = SharedEngine.get();

  @Test
  void aTableOfLinesIsBuiltAndReplacedAndAppendedTo() {
    Relation table = Relation.of("texts", "lines");
    for (String line : List.of("one", "two")) {
      run(table, "select '" + line + "' as line", config("table", ""));
      assertThat(rows("select * from " + table)).containsExactly(List.of(line));
    }
    run(table, "select 'three' as line", config("incremental", "append"));
    assertThat(rows("select line from " + table + " order by line"))
        .containsExactly(List.of("three"), List.of("two"));
  }

  @Test
  void partitionsAreReplacedOneByOne() {
    Relation table = Relation.of("texts", "days");
    Map<String, Object> config = config("incremental", "insert_overwrite");
    config.put("partition_by", "day");
    run(table, "select * from values ('a', 'x'), ('b', 'y') as t(line, day)", config);
    run(table, "select * from values ('y', 'c'), ('z', 'd') as t(day, line)", config);
    assertThat(rows("select line, day from " + table + " order by day"))
        .containsExactly(List.of("a", "x"), List.of("c", "y"), List.of("d", "z"));
  }

  @Test
  void otherColumnsAreRefusedBeforeAnythingIsTouched() {
    Relation table = Relation.of("texts", "kept");
    run(table, "select 'one' as line", config("table", ""));
    for (String columns : List.of("1 as n", "'a' as line, 'b' as more")) {
      assertThatThrownBy(() -> run(table, "select " + columns, config("table", "")))
          .hasMessageStartingWith(
              "Model 'model.shop.kept': file_format text holds one column of type string beside"
                  + " those of partition_by, but the query gives ["
                  + (columns.equals("1 as n") ? "n int]" : "line string, more string]"));
    }
    assertThatThrownBy(
            () ->
                engine.seed(
                    Fixtures.seed(table, Map.of("seed_format", "text")),
                    Fixtures.rows("int", List.of()),
                    RefreshMode.NORMAL))
        .hasMessageContaining("text holds one column of type string")
        .hasMessageContaining("[id int, name string]");
    assertThatThrownBy(() -> run(table, "select 'a' as line", config("incremental", "merge")))
        .hasMessageStartingWith("Invalid incremental strategy provided: merge");
    assertThat(rows("select * from " + table)).containsExactly(List.of("one"));
  }

  private static Map<String, Object> config(String materialized, String strategy) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", materialized);
    config.put("file_format", "text");
    if (!strategy.isEmpty()) {
      config.put("incremental_strategy", strategy);
    }
    return config;
  }

  private void run(Relation table, String sql, Map<String, Object> config) {
    engine.execute(Fixtures.model(table, sql, config), RefreshMode.NORMAL);
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
