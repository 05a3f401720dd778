package io.epoxy.compiler.context.table;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;

/** CSV as Python's reader takes it. */
public final class CsvText {
  private static final int MANY_COLUMNS = 20_000;

  private CsvText() {}

  /** What lines without anything are. */
  public enum EmptyLines {
    /** Rows without a value, as in agate's tables. */
    KEPT,
    LEFT_OUT
  }

  /** A parser for text whose fields are kept as they are. */
  public static CsvParser parser(char delimiter, EmptyLines emptyLines) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(emptyLines == EmptyLines.LEFT_OUT);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MANY_COLUMNS);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_CLOSING_QUOTE);
    settings.getFormat().setDelimiter(delimiter);
    settings.getFormat().setComment('\0');
    return new CsvParser(settings);
  }
}
