package io.epoxy.compiler.context.table;

import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.text.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A table as text, laid out as agate's {@code print_table} and its like lay it out. */
final class TablePrinter {
  private static final String CUT = "...";
  private static final int MAX_PLACES = 3;

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
    List<DecimalFormat> formats = formats(shown);
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
      formats.add(null);
    }
    if (rows < table.data().size()) {
      lines.add(Collections.nCopies(header.size(), CUT));
    }
    return text(lines, formats);
  }

  private static String text(List<List<String>> lines, List<DecimalFormat> formats) {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < formats.size(); i++) {
      if (formats.get(i) != null) {
        numbers.add(i);
      }
    }
    return TextTable.draw(lines, numbers);
  }

  /** A format for each column of fractions, null for the others. */
  private List<DecimalFormat> formats(int columns) {
    List<DecimalFormat> formats = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int places = -1;
      for (List<Object> row : table.data()) {
        if (row.get(i) instanceof Double || row.get(i) instanceof BigDecimal) {
          places = Math.max(places, new BigDecimal(Python.str(row.get(i))).scale());
        }
      }
      formats.add(places < 0 ? null : format(Math.min(places, MAX_PLACES)));
    }
    return formats;
  }

  private static DecimalFormat format(int places) {
    String pattern = "#,##0" + (places == 0 ? "" : "." + "0".repeat(places));
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    return format;
  }

  private static String cell(Object value, DecimalFormat format) {
    if (value == null) {
      return "";
    }
    return format != null && value instanceof Number number
        ? format.format(number)
        : Python.str(value);
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
        dict.put(names.get(i), plain ? value : Python.str(cell));
      }
      rows.add(dict);
    }
    return JsonWriter.write(rows, JsonStyle.PLAIN);
  }
}
