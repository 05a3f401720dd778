package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.table.CsvText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CSV text to rows by column, as Python's {@code csv.DictReader} reads it. */
final class CsvRows {

  private CsvRows() {}

  /** How empty fields are read. */
  enum Empty {
    TEXT,
    NULL
  }

  /**
   * Rows whose values are text; a row that is too short has nulls. A byte order mark is no text.
   */
  static List<Map<String, Object>> read(String text, Empty empty) {
    String rowsOnly = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String[]> lines =
        CsvText.parser(',', CsvText.EmptyLines.LEFT_OUT).parseAll(new StringReader(rowsOnly));
    List<Map<String, Object>> rows = new ArrayList<>();
    if (lines.isEmpty()) {
      return rows;
    }
    String[] header = lines.get(0);
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        String value = i < line.length ? line[i] : null;
        row.put(header[i], "".equals(value) && empty == Empty.NULL ? null : value);
      }
      rows.add(row);
    }
    return rows;
  }
}
