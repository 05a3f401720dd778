package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loading seeds, whatever the format: what holds for each format is its contract's. */
class SeedTest {
  private final SparkEngine engine = SharedEngine.get();

  @Test
  void manyRowsAreStagedAndNothingOfItStays() throws IOException {
    Relation table = Relation.of("seeds", "large");
    engine.warehouse().createSchema("seeds");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 120_001; i++) {
      rows.add(List.of(String.valueOf(i), "name " + i));
    }
    Outcome done = load(table, Map.of(), Fixtures.rows("bigint", rows));

    assertThat(done.message()).contains("INSERT 120001");
    assertThat(query("select count(*), sum(id), count(distinct name) from " + table))
        .containsExactly(List.of(120_001L, 60_000L * 120_001L, 120_001L));
    try (Stream<Path> files = Files.walk(SharedEngine.stateDir().resolve("warehouse/seeds"))) {
      assertThat(files.map(Path::toString)).isNotEmpty().noneMatch(p -> p.contains("_epoxy_rows"));
    }
  }

  /** Rows are few here, but long: the driver holds no more of their characters at once. */
  @Test
  void longRowsAreStagedBeforeAllAreRead() {
    Relation table = Relation.of("seeds", "wide");
    String text = "x".repeat(1_000_000);
    List<List<String>> rows = IntStream.range(0, 20).mapToObj(i -> List.of("" + i, text)).toList();
    SeedRows all = Fixtures.rows("bigint", rows);
    AtomicBoolean staged = new AtomicBoolean();
    SeedRows watched =
        new SeedRows() {
          @Override
          public List<Column> columns() {
            return all.columns();
          }

          @Override
          public long count() {
            return all.count();
          }

          @Override
          public void forEach(Consumer<List<String>> row) {
            all.forEach(row);
            staged.set(isSomethingStaged());
          }
        };
    load(table, Map.of(), watched);

    assertThat(staged).isTrue();
    assertThat(query("select count(*), sum(length(name)) from " + table))
        .containsExactly(List.of(20L, 20_000_000L));
  }

  private static boolean isSomethingStaged() {
    try (Stream<Path> files = Files.walk(SharedEngine.stateDir().resolve("warehouse/seeds"))) {
      return files.anyMatch(path -> path.toString().contains("_epoxy_rows"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What dbt-spark's {@code cast('...' as <type>)} gives, or Spark's refusal of it. */
  @Test
  @Tag("spark41")
  void columnTypesAreTheTables() {
    Relation table = Relation.of("seeds", "typed");
    List<Column> columns =
        Stream.of("decimal(5,2)", "date", "timestamp", "boolean", "char(3)", "binary")
            .map(type -> Column.of("a_" + type.replaceAll("\\W.*", ""), type))
            .toList();
    List<String> values = List.of("1.005", "2024-02-29", "2024-02-29 12:30:00", "yes", "ab", "raw");
    load(table, Map.of(), Fixtures.rows(columns, List.of(values)));

    assertThat(engine.warehouse().columns(table)).isEqualTo(columns);
    assertThat(
            query(
                "select cast(a_decimal as string), cast(a_date as string),"
                    + " cast(a_timestamp as string), a_boolean, a_char, a_binary from "
                    + table))
        .containsExactly(List.of("1.01", "2024-02-29", "2024-02-29 12:30:00", true, "ab ", "raw"));
    for (String type : List.of("array<int>", "map<string,int>", "struct<a:int>")) {
      assertThatThrownBy(
              () -> load(table, Map.of(), Fixtures.rows(type, List.of(List.of("[1]", "x")))))
          .hasMessageContaining(
              "cannot cast \"STRING\" to \""
                  + type.substring(0, type.indexOf('<')).toUpperCase(Locale.ROOT));
    }
    for (String type : List.of("decimal(5,2)", "date", "timestamp")) {
      assertThatThrownBy(
              () -> load(table, Map.of(), Fixtures.rows(type, List.of(List.of("1x", "x")))))
          .hasMessageContaining("'1x'");
    }
    assertThat(query("select count(*) from " + table)).containsExactly(List.of(1L));
  }

  @Test
  void appendedRowsStandBesideTheOthers() {
    Relation table = Relation.of("seeds", "added");
    SeedRows one = Fixtures.rows("bigint", List.of(List.of("1", "a\n'b'")));

    for (int run = 0; run < 2; run++) {
      load(table, Map.of("seed_mode", "append"), one);
    }

    assertThat(query("select * from " + table))
        .containsExactly(List.of(1L, "a\n'b'"), List.of(1L, "a\n'b'"));

    engine.seed(Fixtures.seed(table, Map.of("seed_mode", "append")), one, RefreshMode.FULL_REFRESH);
    assertThat(query("select * from " + table)).containsExactly(List.of(1L, "a\n'b'"));
  }

  @Test
  void aViewOfTheNameIsNotReplaced() {
    Relation table = Relation.of("seeds", "seen");
    engine.warehouse().createSchema("seeds");
    query("create view seeds.seen as select 1 as id");

    assertThatThrownBy(() -> load(table, Map.of(), Fixtures.rows("int", List.of())))
        .hasMessageContaining("Cannot seed to 'seeds.seen', it is a view");
    assertThat(query("select * from seeds.seen")).containsExactly(List.of(1L));
  }

  @Test
  void aNameInTwoCasesIsRefused() {
    List<Column> columns = List.of(Column.of("id", "int"), Column.of("Id", "int"));

    assertThatThrownBy(
            () -> load(Relation.of("seeds", "twice"), Map.of(), Fixtures.rows(columns, List.of())))
        .hasMessageContaining("The column `id` already exists. Consider to choose another name");
  }

  @Test
  void aModeThatDoesNotExistIsRefused() {
    assertThatThrownBy(
            () ->
                load(
                    Relation.of("seeds", "moody"),
                    Map.of("seed_mode", "replace"),
                    Fixtures.rows("int", List.of())))
        .hasMessageContaining("seed_mode must be 'overwrite' or 'append', not 'replace'");
  }

  private Outcome load(Relation table, Map<String, ?> config, SeedRows rows) {
    CompiledNode seed = Fixtures.seed(table, config);
    return engine.seed(seed, rows, RefreshMode.NORMAL);
  }

  private List<List<Object>> query(String sql) {
    return engine.warehouse().query(sql).rows();
  }

  @Test
  void aHudiSeedHasPartitionsInWhateverCaseTheyAreWritten() {
    Relation table = Relation.of("seeds", "parted");
    CompiledNode seed = Fixtures.seed(table, Map.of("seed_format", "hudi", "partition_by", "ID"));
    engine.seed(seed, Fixtures.rows("int", List.of(List.of("7", "x"))), RefreshMode.NORMAL);
    assertThat(engine.warehouse().query("select name from " + table + " where id = 7").rows())
        .containsExactly(List.of("x"));
  }
}
