package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that queries answer with, as templates see them. */
final class QueryTablesTest {
  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder);
    templates.warehouse.answer(
        "q",
        new QueryResult(
            List.of(
                Column.of("Id", "bigint"),
                Column.of("kind", "string"),
                Column.of("price", "decimal(10,2)"),
                Column.of("day", "date")),
            List.of(
                List.of(2L, "b", new BigDecimal("1234.50"), LocalDate.of(2024, 1, 2)),
                List.of(1L, "a", new BigDecimal("2.25"), LocalDate.of(2024, 1, 1)),
                Arrays.asList(3L, "a", null, null))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "t.rows[0][0] => 2",
        "t.rows[0]['kind'] => b",
        "t.rows[0].kind => b",
        "t.rows[-1]['id'] => 3",
        "t.rows[0].get('nope', 'd') => d",
        "t.rows[:2] | length => 2",
        "t.rows[1:][0].kind => a",
        "t.rows | length => 3",
        "t | length => 3",
        "t.rows | map(attribute='Id') | list => [2, 1, 3]",
        "t.rows[0].dict() => {'Id': 2, 'kind': 'b', 'price': Decimal('1234.50'), 'day': datetime.date(2024, 1, 2)}",
        "t.rows[0].keys() | list => ['Id', 'kind', 'price', 'day']",
        "t.rows[0].values() | list | first => 2",
        "'b' in t.rows[0] => True",
        "t.column_names => ('Id', 'kind', 'price', 'day')",
        "t.columns[0].values() => (2, 1, 3)",
        "t.columns['kind'].values() => ('b', 'a', 'a')",
        "t.columns.kind.values_distinct() => ('b', 'a')",
        "t.columns[0].values_sorted() => (1, 2, 3)",
        "t.columns[2].values_without_nulls() | length => 2",
        "t.columns[0].name => Id",
        "t.columns | map(attribute='name') | list => ['Id', 'kind', 'price', 'day']",
        "t.columns[3].values()[0].year => 2024",
        "t.select(['kind']).column_names => ('kind',)",
        "t.exclude('kind').column_names => ('Id', 'price', 'day')",
        "t.order_by('Id').columns[0].values() => (1, 2, 3)",
        "t.order_by('Id', reverse=true).columns[0].values() => (3, 2, 1)",
        "t.order_by(['kind', 'Id']).columns[0].values() => (1, 3, 2)",
        "t.limit(1).rows | length => 1",
        "t.limit(1, 3).columns[0].values() => (1, 3)",
        "t.distinct('kind').columns[0].values() => (2, 1)",
        "t.rename({'Id': 'n'}).column_names[0] => n",
        "t.rename(['w', 'x', 'y', 'z']).column_names => ('w', 'x', 'y', 'z')",
        "t.group_by('kind').keys() => ('b', 'a')",
        "t.group_by('kind')['a'].rows | length => 2",
        "t.where(is_a).columns[0].values() => (1, 3)",
        "t.find(is_a).Id => 1",
        "adapter.convert_type(t, 2) => double",
        "adapter.convert_type(t, 0) ~ adapter.convert_type(t, 3) => bigintdate",
      })
  void behavesAsAgate(String expression, String text) {
    templates.project.file(
        "macros/m.sql", "{% macro is_a(row) %}{{ return(row.kind == 'a') }}{% endmacro %}");

    assertThat(templates.sql("{% set t = run_query('q') %}{{ " + expression + " }}"))
        .isEqualTo(text);
  }

  @Test
  void printsAsAgateLaysItOut() {
    templates.sql("{% do run_query('q').print_table() %}{% do run_query('q').print_csv() %}");

    assertThat(templates.project.messages())
        .contains(
            "PRINT | Id | kind |    price |        day |\n"
                + "| -- | ---- | -------- | ---------- |\n"
                + "|  2 | b    | 1,234.50 | 2024-01-02 |\n"
                + "|  1 | a    |     2.25 | 2024-01-01 |\n"
                + "|  3 | a    |          |            |",
            "PRINT Id,kind,price,day\n2,b,1234.50,2024-01-02\n1,a,2.25,2024-01-01\n3,a,,");
  }

  @Test
  void wideAndLongTablesAreCut() {
    templates.sql("{% do run_query('q').print_table(max_rows=1, max_columns=2) %}");

    assertThat(templates.project.messages())
        .contains(
            "PRINT |  Id | kind | ... |\n"
                + "| --- | ---- | --- |\n"
                + "|   2 | b    | ... |\n"
                + "| ... | ...  | ... |");
  }

  /** Compared with agate 1.9.1 under dbt-common's {@code table_from_data_flat}. */
  @Test
  void numbersAndTimesArePrintedAsAgatePrintsThem() {
    java.time.Instant ten = java.time.Instant.parse("2024-01-01T10:00:00Z");
    templates.warehouse.answer(
        "n",
        new QueryResult(
            List.of(
                Column.of("f", "double"),
                Column.of("d", "decimal(5,2)"),
                Column.of("g", "double"),
                Column.of("ts", "timestamp")),
            List.of(
                List.of(0.12345, new BigDecimal("1.50"), 1e20, ten),
                List.of(2.0, new BigDecimal("100"), Double.POSITIVE_INFINITY, ten))));
    templates.sql("{% do run_query('n').print_table() %}{% do run_query('n').print_json() %}");

    assertThat(templates.project.messages())
        .contains(
            "PRINT |      f |     d |                    g |                  ts |\n"
                + "| ------ | ----- | -------------------- | ------------------- |\n"
                + "| 0.123\u2026 |   1.5 | 100,000,000,000,0... | 2024-01-01 10:00:00 |\n"
                + "| 2.000\u2026 | 100.0 |             Infinity | 2024-01-01 10:00:00 |")
        .anyMatch(text -> text.contains("\"ts\": \"2024-01-01T10:00:00\""));
  }

  @Test
  void printsItsStructureWhenItIsText() {
    assertThat(templates.sql("{{ run_query('q').select(['Id', 'day']) }}"))
        .isEqualTo(
            "| column | data_type |\n| ------ | --------- |\n"
                + "| Id     | bigint    |\n| day    | date      |");
  }

  @Test
  void nestedValuesAreJson() {
    templates.warehouse.answer(
        "n",
        new QueryResult(List.of(Column.of("a", "array<int>")), List.of(List.of(List.of(1L, 2L)))));

    assertThat(templates.sql("{{ fromjson(run_query('n').rows[0][0])[1] }}")).isEqualTo("2");
  }

  @Test
  void templatesWriteNoFiles() {
    assertThatThrownBy(() -> templates.sql("{{ run_query('q').to_csv('x.csv') }}"))
        .hasMessageContaining("to_csv() is not offered: templates may not write files.");
  }

  @Test
  void statementsTellWhatTheyDid() {
    assertThat(
            templates.sql(
                "{% call statement('s', fetch_result=true) %}q{% endcall %}"
                    + "{% set r = load_result('s') %}"
                    + "{{ r.response }} {{ r.response.rows_affected }} {{ r['data'][1][1] }}"
                    + " {{ r.table.rows | length }}"))
        .isEqualTo("OK None a 3");
    assertThat(
            templates.sql(
                "{% call noop_statement('main', 'INSERT 3', 'INSERT', 3) %}x{% endcall %}"
                    + "{{ load_result('main').response }} {{ load_result('main').response.code }}"))
        .isEqualTo("INSERT 3 INSERT");
  }

  @Test
  void aBlockThatGivesNoTextOnlyFailsWhenItsMacroPrints() {
    templates.project.file(
        "macros/m.sql",
        "{% macro found(early) %}a{% call statement('x') %}{{ return([]) }}{% endcall %}"
            + "{{ return('given') if early }}{% endmacro %}");

    assertThat(templates.sql("{{ found(true) }}")).isEqualTo("given");
    assertThatThrownBy(() -> templates.sql("{{ found(false) }}"))
        .hasMessageContaining("expected str instance, list found");
  }
}
