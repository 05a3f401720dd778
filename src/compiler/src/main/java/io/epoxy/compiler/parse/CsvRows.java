package io.epoxy.compiler.parse;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CSV text to rows by column, as Python's {@code csv.DictReader} reads it. */
final class CsvRows {
  private static final int MANY_COLUMNS = 20_000;

  private CsvRows() {}

  /** How empty fields are read. */
  enum Empty {
    TEXT,
    NULL
  }

  /** Rows whose values are text; a row that is too short has nulls. */
  static List<Map<String, Object>> read(String text, Empty empty) {
    List<String[]> lines = parser().parseAll(new StringReader(text));
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

  private static CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(true);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MANY_COLUMNS);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_CLOSING_QUOTE);
    settings.getFormat().setComment('\0');
    return new CsvParser(settings);
  }
}
