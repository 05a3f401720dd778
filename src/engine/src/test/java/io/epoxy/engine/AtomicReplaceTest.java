package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Old or new, never neither. */
@Tag("spark41")
class AtomicReplaceTest {
  private static final String SCHEMA = "atomic";

  private final SparkEngine engine = SharedEngine.get();

  @Test
  void aFailingQueryKeepsTheOldRowsAndLeavesNoFiles() throws IOException {
    engine.execute(node("kept", "select 1 as a", Map.of()), RefreshMode.NORMAL);
    CompiledNode failing =
        node("kept", "select id from range(10) where assert_true(id < 5) is null", Map.of());
    assertThatThrownBy(() -> engine.execute(failing, RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThatThrownBy(() -> engine.execute(failing, RefreshMode.FULL_REFRESH))
        .hasMessageContaining("is not true");
    assertThat(rows("select * from atomic.kept")).containsExactly(List.of(1L));
    assertThat(versions("kept")).hasSize(1);
  }

  @Test
  void onlyFoldersWithOurMarkAreDeleted() throws IOException {
    Map<String, Object> config = Map.of("old_files_grace_minutes", 0);
    engine.execute(node("owned", query(0), config), RefreshMode.NORMAL);
    Path root = root("owned");
    Path foreign = Files.createDirectories(root.resolve("epoxy-20200101T000000000Z-00000000"));
    Files.writeString(foreign.resolve("part-0.parquet"), "somebody's");
    Path other = Files.createDirectories(root.resolve("epoxy-20200101T000000000Z-00000001"));
    Files.writeString(other.resolve("_epoxy"), "atomic.other_table\n");
    Files.writeString(root.resolve("part-1.parquet"), "somebody's");
    engine.execute(node("owned", query(1), config), RefreshMode.NORMAL);
    assertThat(versions("owned")).hasSize(3).contains(foreign, other);
    assertThat(root.resolve("part-1.parquet")).exists();
  }

  @Test
  void replacedFilesStayForTheirGrace() throws IOException {
    Map<String, Object> config = Map.of("materialized", "incremental", "partition_by", "p");
    engine.execute(node("grace", query(0), config), RefreshMode.NORMAL);
    engine.execute(node("grace", query(1) + " where p = 'x'", config), RefreshMode.NORMAL);
    engine.execute(node("grace", query(2) + " where p = 'x'", config), RefreshMode.NORMAL);
    assertThat(versions("grace")).hasSize(3);
    Map<String, Object> now = new HashMap<>(config);
    now.put("old_files_grace_minutes", 0);
    engine.execute(node("grace", query(3) + " where p = 'x'", now), RefreshMode.NORMAL);
    assertThat(versions("grace")).hasSize(2);
    assertThat(rows("select p, v from atomic.grace where id = 1 order by p"))
        .containsExactly(List.of("x", 3L), List.of("y", 0L));
  }

  /** Every version has 100 rows in each of two partitions, all with the version's number. */
  private static String query(int version) {
    return "select id, "
        + version
        + " as v, p from range(100) cross join (select explode(array('x', 'y')) as p)";
  }

  private static CompiledNode node(String name, String sql, Map<String, Object> config) {
    Map<String, Object> all = new HashMap<>(config);
    all.putIfAbsent("materialized", "table");
    return Fixtures.model(Relation.of(SCHEMA, name), sql, all);
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }

  private static Path root(String name) {
    return SharedEngine.stateDir().resolve("warehouse").resolve(SCHEMA).resolve(name);
  }

  private static List<Path> versions(String name) throws IOException {
    try (Stream<Path> children = Files.list(root(name))) {
      return children.filter(Files::isDirectory).toList();
    }
  }
}
