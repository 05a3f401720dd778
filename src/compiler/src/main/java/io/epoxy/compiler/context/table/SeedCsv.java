package io.epoxy.compiler.context.table;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import io.epoxy.compiler.context.template.CallError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A seed's CSV file, row by row (agate {@code Table.from_csv}). */
final class SeedCsv {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Path file;
  private final char delimiter;

  SeedCsv(Path file, char delimiter) {
    this.file = file;
    this.delimiter = delimiter;
  }

  /**
   * Reads the file once.
   *
   * @param row hears the cells of each row; a row that is too short ends with nulls
   * @return the names of the columns
   * @throws CallError when the file is no table
   */
  List<String> read(Consumer<List<String>> row) {
    try (Reader text = open()) {
      CsvParser parser = CsvText.parser(delimiter, CsvText.EmptyLines.KEPT);
      parser.beginParsing(text);
      String[] header = Optional.ofNullable(parser.parseNext()).orElse(new String[0]);
      List<String> names = names(header);
      long number = 0;
      long line = 1 + height(header);
      for (String[] cells = parser.parseNext(); cells != null; cells = parser.parseNext()) {
        row.accept(cells(cells, names.size(), number, line));
        number++;
        line += height(cells);
      }
      return names;
    } catch (IOException | TextParsingException e) {
      throw CallError.compilation("cannot read the seed " + file + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  /** Every line break is one character, in quotes too, as in what Python reads as text. */
  private Reader open() throws IOException {
    BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return new UniversalLineBreaks(text);
  }

  private static List<String> names(String[] header) {
    List<String> names = new ArrayList<>();
    for (String name : header) {
      names.add(unique(name, names));
    }
    return names;
  }

  /** A column without a name is called by its letter, a second one of a name by its number. */
  private static String unique(String given, List<String> names) {
    String name = given;
    if (name.isEmpty()) {
      int place = names.size();
      name = String.valueOf((char) ('a' + place % 26)).repeat(place / 26 + 1);
    }
    String candidate = name;
    for (int number = 2; names.contains(candidate); number++) {
      candidate = name + "_" + number;
    }
    return candidate;
  }

  /** The lines of a record: a quoted cell may have some. */
  private static long height(String[] cells) {
    return 1
        + Stream.of(cells).mapToLong(cell -> cell.chars().filter(c -> c == '\n').count()).sum();
  }

  private List<String> cells(String[] record, int width, long number, long line) {
    if (record.length > width) {
      throw CallError.compilation(
          "Row "
              + number
              + " has "
              + record.length
              + " values, but Table only has "
              + width
              + " columns. The row begins in line "
              + line
              + " of "
              + file
              + ".");
    }
    List<String> cells = new ArrayList<>(List.of(record));
    cells.addAll(Collections.nCopies(width - record.length, null));
    return cells;
  }
}
