package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tables may lie: known failure 22 of the incumbents is that others' files are deleted. */
class LocationTest {
  private final SparkEngine engine = SharedEngine.get();

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "delta", "hudi"})
  void filesOfSomebodyElseAreNeitherSharedNorDeleted(String format) throws IOException {
    Path folder = SharedEngine.projectDir().resolve("foreign").resolve(format);
    Path theirs = Files.createDirectories(folder.resolve("day=1")).resolve("part-0.csv");
    Files.writeString(theirs, "1,2");
    Relation table = Relation.of("locations", "squatter_" + format);

    assertThatThrownBy(() -> run(table, "select 2 as id", format, folder + "/"))
        .hasMessage(
            "Model 'model.shop.squatter_%s': its location %s/ holds files of somebody else, for"
                    .formatted(format, folder)
                + " example day=1. Nothing was written. Give the model a custom_location of its"
                + " own, or move them away.");

    assertThat(engine.warehouse().findRelation(table)).isEmpty();
    assertThat(theirs).hasContent("1,2");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("day=1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "hudi"})
  void aFolderIsOneTablesAndStaysItsOwnWhenTheTableIsDropped(String format) {
    Path folder = SharedEngine.projectDir().resolve("shared").resolve(format);
    Relation first = Relation.of("locations", "first_" + format);
    run(first, "select 1 as id", format, folder.toString());
    assertThatThrownBy(
            () ->
                run(
                    Relation.of("locations", "second_" + format),
                    "select 2 as id",
                    format,
                    folder.toString()))
        .hasMessageContaining("holds files of somebody else, for example epoxy-");
    engine.warehouse().dropRelation(first);
    run(first, "select 3 as id", format, folder.toString());
    assertThat(engine.warehouse().query("select id from " + first).rows())
        .containsExactly(List.of(3L));
  }

  private void run(Relation table, String sql, String format, String location) {
    engine.execute(
        Fixtures.model(
            table,
            sql,
            Map.of("materialized", "table", "file_format", format, "custom_location", location)),
        RefreshMode.NORMAL);
  }
}
