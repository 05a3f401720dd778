package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * CSV files hold texts only, so that what stands in a text must not be taken for their marks. An
 * empty text is a null to Spark's reader, whatever is written.
 */
class CsvFormatTest {
  private static final List<String> TEXTS =
      Arrays.asList(
          "two\nlines",
          "dos\r\nlines",
          "a,b",
          "\"",
          "say \"no\"",
          "\\",
          "a\\\"b",
          "\\\"",
          "end\\",
          " blanks ",
          "\t",
          null,
          "#",
          "null",
          "\"\"",
          "\n",
          "'");

  private final SparkEngine engine = SharedEngine.get();

  @Test
  void textsAreReadAsTheyWereWritten() {
    Relation table = Relation.of("csv_texts", "texts");
    List<List<String>> rows = new ArrayList<>();
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      rows.add(Arrays.asList(String.valueOf(i), TEXTS.get(i)));
      expected.add(Arrays.asList((long) i, TEXTS.get(i)));
    }
    Map<String, Object> config = Map.of("seed_format", "csv", "seed_mode", "append");
    for (int run = 0; run < 2; run++) { // made by us, then added to by Spark
      engine.seed(Fixtures.seed(table, config), Fixtures.rows("int", rows), RefreshMode.NORMAL);
      assertThat(
              engine
                  .warehouse()
                  .query("select distinct id, name from " + table + " order by id")
                  .rows())
          .isEqualTo(expected);
    }
  }
}
