package io.epoxy.compiler.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.relation.Column;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixtureRowsTest {
  @Test
  void valuesAreCastToTheirColumns() {
    assertThat(sql("string", "it's")).isEqualTo("select cast('it\\'s' as string) as `C`");
    assertThat(sql("int", 1L)).isEqualTo("select cast(1 as int) as `C`");
    assertThat(sql("boolean", true)).isEqualTo("select cast(true as boolean) as `C`");
    assertThat(sql("double", Double.NaN)).isEqualTo("select cast('NaN' as double) as `C`");
    assertThat(sql("timestamp", LocalDateTime.of(2024, 1, 2, 3, 4, 5)))
        .isEqualTo("select cast('2024-01-02 03:04:05' as timestamp) as `C`");
  }

  /** Spark casts no text to these types (dbt-spark's safe_cast). */
  @Test
  void nestedValuesAreWrittenAsSqlOrAsYaml() {
    assertThat(sql("array<int>", "'array(1, 2)'"))
        .isEqualTo("select cast(array(1, 2) as array<int>) as `C`");
    assertThat(sql("array<string>", List.of("it's")))
        .isEqualTo(
            "select cast(from_json('[\"it\\'s\"]', 'array<string>') as array<string>) as `C`");
  }

  @Test
  void columnsThatARowLeavesOutAreNull() {
    FixtureRows rows = rows(Column.of("a", "int"), Column.of("b`c", "string"));

    assertThat(rows.whole(List.of(Map.of("A", 1L), Map.of())))
        .isEqualTo(
            "select cast(1 as int) as `a`, cast(null as string) as `b``c`\nunion all\n"
                + "select cast(null as int) as `a`, cast(null as string) as `b``c`");
    assertThat(rows.whole(List.of())).endsWith(" limit 0");
  }

  @Test
  void anotherColumnIsRefused() {
    FixtureRows rows = rows(Column.of("Id", "int"));

    assertThatThrownBy(() -> rows.whole(List.of(Map.of("Idd", 1L))))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Invalid column name: 'idd' in unit test fixture for 'orders'.\n"
                + "Accepted columns for 'orders' are: ['id']");
  }

  private static String sql(String type, Object value) {
    return rows(Column.of("C", type)).whole(List.of(Map.of("c", value)));
  }

  private static FixtureRows rows(Column... columns) {
    return new FixtureRows("'orders'", List.of(columns), SourceLocation.ofFile("models/unit.yml"));
  }
}
