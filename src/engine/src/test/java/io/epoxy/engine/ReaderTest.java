package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A reader by name sees the old or the new table, whatever replaces it. For as many replacements as
 * wanted: {@code -Depoxy.test.replacements=200}.
 */
class ReaderTest {
  private static final String SCHEMA = "readers";
  private static final int ROWS = 20;
  private static final int REPLACEMENTS = Integer.getInteger("epoxy.test.replacements", 3);

  private final SparkEngine engine = SharedEngine.get();

  @ParameterizedTest
  @EnumSource(
      names = {"PARQUET", "ORC", "CSV", "JSON", "TEXT", "ICEBERG", "DELTA", "HUDI"},
      mode = EnumSource.Mode.INCLUDE)
  void aTableThatIsReplaced(TableFormat format) throws Exception {
    Relation plain = Relation.of(SCHEMA, "whole_" + format.dbtName());
    Relation table =
        format.supports(FormatFeature.OWN_CATALOG) ? plain.inCatalog("glue_catalog") : plain;
    Map<String, Object> config = Map.of("file_format", format.dbtName());
    readWhileReplacing(table, "true", 1, i -> config);
  }

  @Test
  void everyPartitionOfATableThatIsReplaced() throws Exception {
    Map<String, Object> config = Map.of("partition_by", "p");
    readWhileReplacing(Relation.of(SCHEMA, "parts"), "p", 2, i -> config);
  }

  @Test
  void aViewThatBecomesATableAndATableThatBecomesAView() throws Exception {
    List<Map<String, Object>> turns =
        List.of(Map.of("materialized", "table"), Map.of("materialized", "view"));
    readWhileReplacing(Relation.of(SCHEMA, "turned"), "true", 1, i -> turns.get(i % 2));
  }

  @Test
  void aNameThatGoesFromFormatToFormat() throws Exception {
    List<Map<String, Object>> turns =
        List.of(
            Map.of("file_format", "parquet"),
            Map.of("file_format", "delta"),
            Map.of("file_format", "hudi"),
            Map.of("materialized", "view"),
            Map.of("file_format", "csv"));
    Relation table = Relation.of(SCHEMA, "wandering");
    NameReader reader = readDuring(table, "true", 1, i -> turns.get(i % 5));
    // Hudi asks the catalog twice in one query (1.0.2, HoodieCatalogTable), whatever lies between.
    assertThat(reader.faults()).allMatch(fault -> fault.contains("is not a Hudi table"));
    assertThat(reader.versions()).isSorted().endsWith((long) REPLACEMENTS);
  }

  @Test
  void wouldNoticeADropAndCreate() throws Exception {
    engine.warehouse().createSchema(SCHEMA);
    String create = "create table readers.naive using parquet as ";
    engine.warehouse().query(create + query("true", 0));
    NameReader reader = new NameReader("readers.naive", "true", 1, ROWS).start();
    try {
      for (int i = 1; i <= 8; i++) {
        engine.warehouse().query("drop table readers.naive");
        engine.warehouse().query(create + query("true", i));
      }
    } finally {
      reader.stop();
    }
    assertThat(reader.faults()).isNotEmpty();
  }

  private interface Turns {
    Map<String, Object> config(int replacement);
  }

  private void readWhileReplacing(Relation table, String groupBy, int groups, Turns turns)
      throws Exception {
    NameReader reader = readDuring(table, groupBy, groups, turns);
    assertThat(reader.faults()).isEmpty();
    assertThat(reader.versions()).hasSizeGreaterThan(1).endsWith((long) REPLACEMENTS);
    if (groups == 1) {
      assertThat(reader.versions()).isSorted();
    }
  }

  private NameReader readDuring(Relation table, String groupBy, int groups, Turns turns)
      throws Exception {
    replace(table, groupBy, 0, turns);
    NameReader reader = new NameReader(table.toString(), groupBy, groups, ROWS).start();
    try {
      for (int i = 1; i <= REPLACEMENTS; i++) {
        replace(table, groupBy, i, turns);
      }
    } finally {
      reader.stop();
    }
    return reader;
  }

  private void replace(Relation table, String groupBy, int number, Turns turns) {
    Map<String, Object> config = new HashMap<>(turns.config(number));
    config.putIfAbsent("materialized", "table");
    engine.execute(Fixtures.model(table, query(groupBy, number), config), RefreshMode.NORMAL);
  }

  /** In two files at least; text, since that is all that one of the formats holds. */
  private static String query(String groupBy, int number) {
    String rows = "select '" + number + "' as v from range(0, " + ROWS + ", 1, 2)";
    return groupBy.equals("true")
        ? rows
        : rows.replace(" as v", " as v, " + groupBy)
            + " cross join (select explode(array('x', 'y')) as "
            + groupBy
            + ")";
  }
}
