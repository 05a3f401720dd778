package io.epoxy.compiler.context.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.MessageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types and values are those that dbt-common 1.37 with agate 1.9 finds in the same text. */
class SeedTableTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1;2|bigint|[Decimal('1'), Decimal('2')]",
        "005|bigint|[Decimal('5')]",
        "1.50|double|[Decimal('1.50')]",
        "\"$1,234.50\"|double|[Decimal('1234.50')]",
        "\"- 5\";5%;€7;1_000|bigint|[Decimal('-5'), Decimal('5'), Decimal('7'), Decimal('1000')]",
        "1e3|bigint|[Decimal('1E+3')]",
        "0x1|string|['0x1']",
        "null;NULL;1|bigint|[None, None, Decimal('1')]",
        "\"\"|bigint|[None]",
        "null;x;\" y \"|string|[None, 'x', ' y ']",
        "2024-01-02;2024-1-3|date|[datetime.date(2024, 1, 2), datetime.date(2024, 1, 3)]",
        "2024-02-30|string|['2024-02-30']",
        "2024-01-02 3:4:5|timestamp|[datetime.datetime(2024, 1, 2, 3, 4, 5)]",
        "2024-01-02T03:04:05|timestamp|[datetime.datetime(2024, 1, 2, 3, 4, 5)]",
        "20240102T030405|timestamp|[datetime.datetime(2024, 1, 2, 3, 4, 5)]",
        "2024-01-02T03:04:05.123|timestamp|[datetime.datetime(2024, 1, 2, 3, 4, 5, 123000)]",
        "2024-01-02 03:04:05.5|string|['2024-01-02 03:04:05.5']",
        "true;FALSE|boolean|[True, False]",
        "yes|string|['yes']",
        "1;x|string|['1', 'x']",
        "5;2024-01-02|string|['5', '2024-01-02']",
        "null;2024-01-02|date|[None, datetime.date(2024, 1, 2)]",
        "\"a,b\";\"q\"\"q\"|string|['a,b', 'q\"q']",
      })
  void aColumnHasTheFirstTypeThatAllValuesFit(String lines, String type, String values)
      throws IOException {
    TableObject table = read("c\n" + lines.replace(';', '\n') + "\n", ',', Set.of());

    assertThat(table.dataType(0)).isEqualTo(type);
    assertThat(column(table)).isEqualTo(values);
  }

  @Test
  void aColumnWithATypeOfItsOwnStaysText() throws IOException {
    TableObject table = read("a;b\n01;02\n", ';', Set.of("a"));

    assertThat(table.columnNames()).containsExactly("a", "b");
    assertThat(Python.repr(table.row(0).iterate().orElseThrow().next())).isEqualTo("'01'");
    assertThat(table.dataType(1)).isEqualTo("bigint");
  }

  @Test
  void emptyLinesAndShortRowsHaveNoValues() throws IOException {
    assertThat(column(read("a,b\n1,2\n\n3\n", ',', Set.of())))
        .isEqualTo("[Decimal('1'), None, Decimal('3')]");
  }

  @Test
  void columnsWithoutANameOfTheirOwnGetOne() throws IOException {
    assertThat(read("\uFEFFa,a,,b\n", ',', Set.of()).columnNames())
        .containsExactly("a", "a_2", "c", "b");
  }

  @Test
  void aRowThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> read("a\n1,2\n", ',', Set.of()))
        .hasMessageContaining("Row 0 has 2 values, but Table only has 1 columns.");
  }

  private TableObject read(String text, char delimiter, Set<String> typed) throws IOException {
    Path file = folder.resolve("seed.csv");
    Files.writeString(file, text);
    return SeedTable.read(file, delimiter, typed, MessageSink.NONE);
  }

  private static String column(TableObject table) {
    List<Object> cells = new ArrayList<>();
    table.data().forEach(row -> cells.add(row.get(0)));
    return Python.repr(cells);
  }
}
