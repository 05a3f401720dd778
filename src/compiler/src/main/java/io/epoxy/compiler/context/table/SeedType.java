package io.epoxy.compiler.context.table;

import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
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
      if (NOT_FINITE.matcher(text).matches()) {
        return notFinite(text.toLowerCase(Locale.ROOT));
      }
      String digits = strip(text, '%');
      boolean negative = digits.startsWith("-");
      digits = CURRENCY.matcher(negative ? digits.substring(1) : digits).replaceAll("");
      digits = digits.replace(",", "").replaceAll("(?<=\\d)_(?=\\d)", "").strip();
      if (!DECIMAL.matcher(digits).matches()) {
        return null;
      }
      BigDecimal number = new BigDecimal(ascii(digits));
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
      return IsoMoment.parse(text);
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
      boolean isNull = text == null || NULLS.contains(bare(text).toLowerCase(Locale.ROOT));
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
      Pattern.compile("[+-]?(\\p{Nd}+\\.?\\p{Nd}*|\\.\\p{Nd}+)([eE][+-]?\\p{Nd}{1,4})?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(inf|infinity|nan\\p{Nd}*)", Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-M-d", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-M-d H:m:s", Locale.ROOT)
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
    String bare = text == null ? "" : bare(text);
    if (NULLS.contains(bare.toLowerCase(Locale.ROOT))) {
      return Optional.of(new Cell(null));
    }
    try {
      return Optional.ofNullable(parse(bare)).map(Cell::new);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Spark's type of a column (dbt-spark {@code convert_*_type}, which has bigint also for NaN and
   * infinity and then fails to load them).
   *
   * @param fractions whether some number of the column is no whole one
   */
  String sparkName(boolean fractions) {
    return this == NUMBER && fractions ? "double" : sparkName;
  }

  /** Without what Python takes for blanks around it. */
  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char one) {
    return Character.isWhitespace(one) || Character.isSpaceChar(one) || one == '\u0085';
  }

  private static Double notFinite(String text) {
    if (text.contains("nan")) {
      return Double.NaN;
    }
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Python's numbers may be written in the digits of any script. */
  private static String ascii(String number) {
    StringBuilder text = new StringBuilder();
    number
        .codePoints()
        .forEach(
            one -> {
              if (Character.isDigit(one)) {
                text.append(Character.digit(one, 10));
              } else {
                text.appendCodePoint(one);
              }
            });
    return text.toString();
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
