package io.epoxy.compiler.context.table;

import com.univocity.parsers.csv.CsvParser;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Column;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A seed's CSV file as dbt reads it: each column has the first of the types that all its values fit
 * (dbt-common {@code clients/agate_helper.py}, agate {@code Table.from_csv} and its data types).
 */
public final class SeedTable {
  private static final Set<String> NULLS = Set.of("", "null");
  private static final String SYMBOLS = "؋$ƒ៛¥₡₱£€¢﷼₪₩₭₮₦฿₤₫";
  private static final Pattern CURRENCY =
      Pattern.compile("^[" + SYMBOLS + "]+|[" + SYMBOLS + "]+$");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("u-M-d", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("u-M-d H:m:s", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** With and without separators, seconds and offset. */
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern(
              "[uuuu-MM-dd'T'HH:mm[:ss]][uuuuMMdd'T'HHmm[ss]][[.SSSSSSSSS][.SSSSSS][.SSS]][XXX][XX][X]",
              Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final List<String> names = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private SeedTable() {}

  /**
   * Reads a file.
   *
   * @param text the columns that stay text, whatever they hold
   * @throws io.epoxy.compiler.context.template.CallError when the file is no table
   */
  public static TableObject read(
      Path file, char delimiter, Set<String> text, MessageSink messages) {
    SeedTable table = new SeedTable();
    try {
      String content = Files.readString(file, StandardCharsets.UTF_8);
      table.fill(content.startsWith("\uFEFF") ? content.substring(1) : content, delimiter);
    } catch (IOException e) {
      throw CallError.compilation("cannot read the seed " + file + ": " + e);
    }
    return table.typed(text, messages);
  }

  private void fill(String content, char delimiter) {
    CsvParser parser = CsvText.parser(delimiter, CsvText.EmptyLines.KEPT);
    List<String[]> lines = parser.parseAll(new StringReader(content));
    if (lines.isEmpty()) {
      return;
    }
    for (String name : lines.get(0)) {
      names.add(unique(name == null ? "" : name));
    }
    for (String[] line : lines.subList(1, lines.size())) {
      if (line.length > names.size()) {
        throw CallError.compilation(
            "Row "
                + rows.size()
                + " has "
                + line.length
                + " values, but Table only has "
                + names.size()
                + " columns.");
      }
      List<String> cells = new ArrayList<>(List.of(line));
      cells.addAll(Collections.nCopies(names.size() - line.length, null));
      rows.add(cells);
    }
  }

  /** A column without a name is called by its letter, a second one of a name by its number. */
  private String unique(String given) {
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

  private TableObject typed(Set<String> text, MessageSink messages) {
    List<Column> columns = new ArrayList<>();
    List<List<Object>> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(new ArrayList<>()));
    for (int place = 0; place < names.size(); place++) {
      Kind kind = text.contains(names.get(place)) ? Kind.TEXT : kind(place);
      boolean fractional = false;
      for (int i = 0; i < rows.size(); i++) {
        Object value = kind.read(rows.get(i).get(place)).orElseThrow().value();
        fractional |= value instanceof BigDecimal number && number.stripTrailingZeros().scale() > 0;
        cells.get(i).add(value);
      }
      String type = kind == Kind.NUMBER && fractional ? "double" : kind.sparkName;
      columns.add(Column.of(names.get(place), type));
    }
    return new TableObject(columns, cells, messages);
  }

  private Kind kind(int place) {
    for (Kind kind : Kind.values()) {
      if (rows.stream().allMatch(row -> kind.read(row.get(place)).isPresent())) {
        return kind;
      }
    }
    return Kind.TEXT;
  }

  /** A cell that could be read; its value may be null. */
  private record Cell(Object value) {}

  /** dbt's types of a column in the order in which they are tried. */
  private enum Kind {
    NUMBER("bigint") {
      @Override
      Object parse(String text) {
        String digits = strip(text, '%');
        boolean negative = digits.startsWith("-");
        digits = CURRENCY.matcher(negative ? digits.substring(1) : digits).replaceAll("");
        digits = digits.replace(",", "").replaceAll("(?<=\\d)_(?=\\d)", "").strip();
        if (!DECIMAL.matcher(digits).matches()) {
          return null;
        }
        BigDecimal number = new BigDecimal(digits);
        return negative ? number.negate() : number;
      }
    },
    DATE_ONLY("date") {
      @Override
      Object parse(String text) {
        return new PyDate(LocalDate.parse(text, DATE));
      }
    },
    DATE_TIME("timestamp") {
      @Override
      Object parse(String text) {
        return new PyDateTime(LocalDateTime.parse(text, TIME), Optional.empty());
      }
    },
    ISO_TIME("timestamp") {
      @Override
      Object parse(String text) {
        TemporalAccessor time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime moment
            ? TemplateValues.moment(moment.toInstant())
            : new PyDateTime(LocalDateTime.from(time), Optional.empty());
      }
    },
    BOOLEAN("boolean") {
      @Override
      Object parse(String text) {
        return switch (text.replace(",", "").strip().toLowerCase(Locale.ROOT)) {
          case "true" -> true;
          case "false" -> false;
          default -> null;
        };
      }
    },
    TEXT("string") {
      @Override
      Optional<Cell> read(String text) {
        boolean isNull = text == null || NULLS.contains(text.toLowerCase(Locale.ROOT));
        return Optional.of(new Cell(isNull ? null : text));
      }

      @Override
      Object parse(String text) {
        return text;
      }
    };

    private final String sparkName;

    Kind(String sparkName) {
      this.sparkName = sparkName;
    }

    /** The value; null when the text is none. */
    abstract Object parse(String text);

    Optional<Cell> read(String text) {
      if (text == null || NULLS.contains(text.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(new Cell(null));
      }
      try {
        return Optional.ofNullable(parse(text.strip())).map(Cell::new);
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static String strip(String text, char mark) {
      int from = 0;
      int to = text.length();
      while (from < to && text.charAt(from) == mark) {
        from++;
      }
      while (to > from && text.charAt(to - 1) == mark) {
        to--;
      }
      return text.substring(from, to);
    }
  }
}
