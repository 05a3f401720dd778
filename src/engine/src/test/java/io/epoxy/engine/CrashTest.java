package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run dies between any two steps of a plan: the name means what it meant or the new rows, and the
 * next run succeeds, gives the right rows and leaves nothing behind. What is one step is one
 * commit, or is looked at by {@link ReaderTest}; rows that are appended twice are nobody's mistake.
 */
class CrashTest {
  private static final String SCHEMA = "crash";
  private static final String OLD_QUERY = "select * from values (1, 'x'), (2, 'y') as t(id, p)";
  private static final String NEW_QUERY = "select * from values (2, 'x'), (3, 'z') as t(id, p)";
  private static final List<List<Object>> OLD = List.of(List.of(1L, "x"), List.of(2L, "y"));
  private static final List<List<Object>> NEW = List.of(List.of(2L, "x"), List.of(3L, "z"));

  private final SparkEngine engine = SharedEngine.get();

  /**
   * A change of what a name means.
   *
   * @param before empty when there is nothing yet
   */
  private record Change(String name, Map<String, Object> before, Map<String, Object> after) {
    @Override
    public String toString() {
      return name;
    }

    List<List<Object>> rows() {
      Object strategy = after.get("incremental_strategy");
      if (before.isEmpty() || strategy == null) {
        return NEW;
      }
      return strategy.equals("insert_overwrite")
          ? List.of(List.of(2L, "x"), List.of(2L, "y"), List.of(3L, "z"))
          : List.of(List.of(1L, "x"), List.of(2L, "x"), List.of(3L, "z"));
    }
  }

  /** Few for each format, since Delta and Hudi are slow to write; one step needs no cut. */
  static Stream<Change> changes() {
    List<Change> changes = new ArrayList<>();
    Map<String, Object> view = Map.of("materialized", "view");
    Map<String, Object> parquet = table("parquet");
    for (String format : List.of("parquet", "delta", "iceberg")) {
      changes.add(new Change(format + ": view to table", view, table(format)));
      changes.add(new Change(format + ": table to view", table(format), view));
      changes.add(new Change(format + ": rows", rows(format), rows(format)));
    }
    for (String format : List.of("delta", "hudi", "iceberg")) {
      changes.add(new Change(format + ": from parquet", parquet, table(format)));
      changes.add(new Change(format + ": to parquet", table(format), parquet));
    }
    Map<String, Object> parts = with(parquet, "partition_by", "p");
    Map<String, Object> hudi = with(table("hudi"), "partition_by", "p");
    changes.add(new Change("parquet: a first build", Map.of(), parquet));
    changes.add(new Change("parquet: partitions", parts, parts));
    changes.add(new Change("hudi: partitions", hudi, hudi));
    return changes.stream();
  }

  private static Map<String, Object> table(String format) {
    return Map.of("materialized", "table", "file_format", format);
  }

  private static Map<String, Object> rows(String format) {
    Map<String, Object> model = with(table(format), "partition_by", "p");
    model.put("materialized", "incremental");
    model.put("unique_key", "id");
    model.put("incremental_strategy", format.equals("parquet") ? "insert_overwrite" : "merge");
    model.put("persist_docs", Map.of("relation", true, "columns", true));
    return model;
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aRunThatDies(Change change) throws IOException {
    String table = change.name().replaceAll("\\W+", "_");
    Relation plain = Relation.of(SCHEMA, table);
    for (int died = 1; ; died++) {
      if (change.before().isEmpty()) {
        Optional<Relation> made = engine.warehouse().findRelation(plain);
        made.ifPresent(engine.warehouse()::dropRelation);
      } else {
        run(plain, OLD_QUERY, change.before(), RefreshMode.FULL_REFRESH);
      }
      CompiledNode next = model(plain, NEW_QUERY, change.after());
      List<PlanStep> steps = engine.plan(next, RefreshMode.NORMAL).steps();
      if (died >= steps.size()) {
        return;
      }
      engine.execute(next, steps.subList(0, died));
      Optional<Relation> found = engine.warehouse().findRelation(plain);
      String as = change + ", died after " + steps.get(died - 1).print();
      if (!change.before().isEmpty() || found.isPresent()) {
        List<List<Object>> seen = rows(found.orElseThrow());
        assertThat(seen).as(as).isIn(OLD, change.rows());
      }
      run(plain, NEW_QUERY, change.after(), RefreshMode.NORMAL);
      assertThat(rows(engine.warehouse().findRelation(plain).orElseThrow()))
          .as(as)
          .isEqualTo(change.rows());
      assertNothingIsLeft(plain, change, as);
    }
  }

  /** Whoever made it: only what lies in the folder of its name's version is ours. */
  @Test
  void aForeignTableOfSuchANameStays() {
    Relation plain = Relation.of(SCHEMA, "owned");
    Relation foreign = plain.named("owned__epoxy_20260101t000000000z_0000000a");
    run(plain, OLD_QUERY, table("parquet"), RefreshMode.NORMAL);
    engine.warehouse().query("create table " + foreign + " using parquet as select 1 as id");
    engine.execute(Fixtures.model(plain, NEW_QUERY, table("parquet")), List.of()); // a new run

    run(plain, NEW_QUERY, Map.of("materialized", "view"), RefreshMode.NORMAL);

    assertThat(engine.warehouse().query("select id from " + foreign).rows())
        .containsExactly(List.of(1L));
    engine.warehouse().dropRelation(foreign);
  }

  private void assertNothingIsLeft(Relation plain, Change change, String as) throws IOException {
    assertThat(engine.warehouse().listRelations(SCHEMA))
        .as(as)
        .noneMatch(relation -> relation.identifier().startsWith(plain.identifier() + "__"));
    boolean iceberg = isIceberg(change.after());
    assertThat(engine.warehouse().query("show tables in spark_catalog.crash").rows())
        .as(as)
        .filteredOn(row -> row.get(1).equals(plain.identifier()))
        .hasSize(iceberg ? 0 : 1);
    assertThat(engine.warehouse().findRelation(plain.inCatalog("glue_catalog")).isPresent())
        .as(as)
        .isEqualTo(iceberg);
    boolean othersStay = "insert_overwrite".equals(change.after().get("incremental_strategy"));
    boolean view = "view".equals(change.after().get("materialized"));
    assertThat(versions(plain).size()).as(as).isLessThanOrEqualTo(othersStay ? 2 : view ? 0 : 1);
    boolean delta = "delta".equals(change.after().get("file_format"));
    assertThat(root(plain).resolve("_delta_log"))
        .as(as)
        .satisfies(log -> assertThat(delta || !Files.exists(log)).isTrue());
  }

  /** What a run that is killed now would leave; a query calls it. */
  public static final class Witness {
    private static final Map<Path, byte[]> SEEN = new LinkedHashMap<>();

    private Witness() {}

    public static String see(String folder) throws IOException {
      for (Path file : files(Path.of(folder))) {
        SEEN.put(file, Files.readAllBytes(file));
      }
      return "y";
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Killed while rows were written, or after the commit but before the catalog knew. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFirstBuildOfADeltaTableThatIsKilledInItsOneStep(boolean beforeItsCommit)
      throws IOException {
    Relation table = Relation.of(SCHEMA, "killed_" + beforeItsCommit);
    Path root = root(table);
    String query =
        "select id, if(id = 2, reflect('"
            + Witness.class.getName()
            + "', 'see', '"
            + root
            + "'), 'x') as p from range(1, 3, 1, 1)";
    Witness.SEEN.clear();
    run(table, beforeItsCommit ? query : OLD_QUERY, table("delta"), RefreshMode.NORMAL);
    engine.warehouse().query("drop table " + table); // its files stay, as it is external
    if (beforeItsCommit) {
      assertThat(Witness.SEEN.keySet()).anyMatch(file -> file.toString().endsWith(".parquet"));
      for (Path file : files(root)) {
        Files.delete(file);
      }
      for (Map.Entry<Path, byte[]> file : Witness.SEEN.entrySet()) {
        Files.write(file.getKey(), file.getValue());
      }
    }
    engine.execute(model(table, NEW_QUERY, table("delta")), List.of()); // a new run

    run(table, NEW_QUERY, table("delta"), RefreshMode.NORMAL);

    assertThat(rows(table)).isEqualTo(NEW);
    assertThat(engine.warehouse().query("select count(*) from delta.`" + root + "`").rows())
        .containsExactly(List.of(2L));
    if (beforeItsCommit) {
      assertThat(Witness.SEEN.keySet())
          .filteredOn(file -> file.getFileName().toString().startsWith("part-"))
          .noneMatch(Files::exists);
    }
  }

  private static Path root(Relation table) {
    return SharedEngine.stateDir().resolve("warehouse").resolve(SCHEMA).resolve(table.identifier());
  }

  private static boolean isIceberg(Map<String, Object> config) {
    return "iceberg".equals(config.get("file_format"));
  }

  private static List<Path> versions(Relation table) throws IOException {
    Path root = root(table);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(path -> path.getFileName().toString().startsWith("epoxy-")).toList();
    }
  }

  private List<List<Object>> rows(Relation relation) {
    return engine.warehouse().query("select id, p from " + relation + " order by id, p").rows();
  }

  private void run(Relation plain, String sql, Map<String, Object> config, RefreshMode mode) {
    engine.execute(model(plain, sql, config), mode);
  }

  /** Replaced files go at once, as all that may stay would be left over. */
  private static CompiledNode model(Relation plain, String sql, Map<String, Object> config) {
    Relation relation = isIceberg(config) ? plain.inCatalog("glue_catalog") : plain;
    return Fixtures.model(relation, sql, with(config, "old_files_grace_minutes", 0));
  }

  private static Map<String, Object> with(Map<String, Object> config, String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(config);
    changed.put(key, value);
    return changed;
  }
}
