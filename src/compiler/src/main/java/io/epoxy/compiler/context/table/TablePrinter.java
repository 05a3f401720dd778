package io.epoxy.compiler.context.table;

import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.text.TextTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table as text, laid out as agate's {@code print_table} and its like lay it out. */
final class TablePrinter {
  private static final String CUT = "...";

  private final TableObject table;

  TablePrinter(TableObject table) {
    this.table = table;
  }

  String table(Width width) {
    List<String> names = table.names();
    boolean narrow = width.maxColumns() < names.size();
    int shown = narrow ? width.maxColumns() : names.size();
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>();
    names
        .subList(0, shown)
        .forEach(name -> header.add(TextTable.cut(name, width.maxColumnWidth())));
    lines.add(header);
    List<NumberLayout> formats = formats(shown);
    int rows = Math.min(width.maxRows(), table.data().size());
    for (List<Object> row : table.data().subList(0, rows)) {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < shown; i++) {
        line.add(TextTable.cut(cell(row.get(i), formats.get(i)), width.maxColumnWidth()));
      }
      lines.add(line);
    }
    if (narrow) {
      lines.forEach(line -> line.add(CUT));
    }
    if (rows < table.data().size()) {
      lines.add(Collections.nCopies(header.size(), CUT));
    }
    return TextTable.draw(lines, toTheRight(shown));
  }

  /** agate writes text from the left, and everything else from the right. */
  private Set<Integer> toTheRight(int columns) {
    Set<Integer> right = new HashSet<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      if (table.data().stream().noneMatch(row -> row.get(column) instanceof String)) {
        right.add(i);
      }
    }
    return right;
  }

  /** A layout for each column of fractions, null for the others. */
  private List<NumberLayout> formats(int columns) {
    List<NumberLayout> formats = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      formats.add(NumberLayout.of(table.data().stream().map(row -> row.get(column))));
    }
    return formats;
  }

  private static String cell(Object value, NumberLayout format) {
    if (value == null) {
      return "";
    }
    return format != null && value instanceof Number number
        ? format.text(number)
        : Python.str(naive(value));
  }

  /** As Spark's own Python gives times: by the session's clock, which is UTC, without a zone. */
  private static Object naive(Object value) {
    return value instanceof PyDateTime time
        ? new PyDateTime(time.local(), Optional.empty())
        : value;
  }

  String structure() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("column", "data_type"));
    table.columns().forEach(column -> lines.add(List.of(column.name(), column.dataType())));
    return TextTable.draw(lines, Set.of());
  }

  String csv() {
    List<String> lines = new ArrayList<>();
    lines.add(csv(table.names()));
    table.data().forEach(row -> lines.add(csv(row)));
    return String.join("\n", lines);
  }

  private static String csv(List<?> cells) {
    List<String> all = new ArrayList<>();
    for (Object cell : cells) {
      String text = cell == null ? "" : Python.str(cell);
      boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      all.add(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
    return String.join(",", all);
  }

  String json() {
    List<Object> rows = new ArrayList<>();
    List<String> names = table.names();
    for (List<Object> row : table.data()) {
      Map<Object, Object> dict = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        Object cell = row.get(i);
        boolean plain =
            cell == null
                || cell instanceof String
                || cell instanceof Number
                || cell instanceof Boolean;
        // agate writes a decimal as a float.
        Object value = cell instanceof BigDecimal number ? (Object) number.doubleValue() : cell;
        dict.put(names.get(i), plain ? value : isoformat(cell));
      }
      rows.add(dict);
    }
    return JsonWriter.write(rows, JsonStyle.PLAIN);
  }

  /** agate's DateTime.jsonify. */
  private static String isoformat(Object cell) {
    return cell instanceof PyDateTime
        ? Python.str(naive(cell)).replaceFirst(" ", "T")
        : Python.str(cell);
  }
}
