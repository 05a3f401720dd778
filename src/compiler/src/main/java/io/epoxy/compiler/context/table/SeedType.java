package io.epoxy.compiler.context.table;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * dbt's types of a seed's column in the order in which they are tried (dbt-common {@code
 * clients/agate_helper.py}, agate's data types).
 */
enum SeedType {
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

  private final String sparkName;

  SeedType(String sparkName) {
    this.sparkName = sparkName;
  }

  /** A cell that could be read; its value may be null. */
  record Cell(Object value) {}

  /** The value; null when the text is none. */
  abstract Object parse(String text);

  /** Reads a cell; empty when its text is of another type. */
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

  /**
   * Spark's type of a column (dbt-spark {@code convert_*_type}).
   *
   * @param fractions whether some number of the column has digits behind its point
   */
  String sparkName(boolean fractions) {
    return this == NUMBER && fractions ? "double" : sparkName;
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
