package io.epoxy.jinja.syntax;

import io.epoxy.jinja.value.Numbers;
import java.math.BigInteger;

/**
 * A number at some place of a template, by jinja2's {@code float_re} and {@code integer_re}. Each
 * character is looked at a fixed number of times, whatever the text.
 *
 * @param type INTEGER or FLOAT
 * @param value a Long, BigInteger or Double; null for an int of more digits than CPython takes
 * @param end offset after it
 */
record NumberScanner(TokenType type, Object value, int end) {
  /** Digits that CPython turns into an int ({@code sys.set_int_max_str_digits}). */
  private static final int MAX_DIGITS = 4300;

  private static final int LONG_DIGITS = 18;

  /** The number that starts with the digit at {@code at}; its value is null when it is too long. */
  static NumberScanner scan(String source, int at) {
    boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
    int real = afterDot ? -1 : floatEnd(source, at);
    if (real >= 0) {
      String digits = source.substring(at, real).replace("_", "");
      return new NumberScanner(TokenType.FLOAT, Double.parseDouble(digits), real);
    }
    int radix = radix(source, at);
    if (radix != 10) {
      int end = digits(source, at + 2, radix, true);
      if (end > at + 2) {
        return new NumberScanner(TokenType.INTEGER, integer(source, at + 2, end, radix), end);
      }
    }
    int end = source.charAt(at) == '0' ? zeros(source, at) : digits(source, at, 10, false);
    return new NumberScanner(TokenType.INTEGER, integer(source, at, end, 10), end);
  }

  /** Where a float ends: digits with a fraction, an exponent or both; -1 when none stands here. */
  private static int floatEnd(String source, int at) {
    int end = digits(source, at, 10, false);
    int fraction = end;
    if (charAt(source, end) == '.') {
      int after = digits(source, end + 1, 10, false);
      fraction = after > end + 1 ? after : end;
    }
    char e = charAt(source, fraction);
    if (e == 'e' || e == 'E') {
      char sign = charAt(source, fraction + 1);
      int start = fraction + (sign == '+' || sign == '-' ? 2 : 1);
      int exponent = digits(source, start, 10, false);
      if (exponent > start) {
        return exponent;
      }
    }
    return fraction > end ? fraction : -1;
  }

  /** Past digits with single underscores between them, and before them if {@code leading}. */
  private static int digits(String source, int at, int radix, boolean leading) {
    int end = at;
    while (true) {
      boolean underscore = (leading || end > at) && charAt(source, end) == '_';
      int place = underscore ? end + 1 : end;
      if (!isDigit(charAt(source, place), radix)) {
        return end;
      }
      end = place + 1;
    }
  }

  /** A leading zero is followed by nothing but zeros. */
  private static int zeros(String source, int at) {
    int end = at + 1;
    while (true) {
      int place = charAt(source, end) == '_' ? end + 1 : end;
      if (charAt(source, place) != '0') {
        return end;
      }
      end = place + 1;
    }
  }

  private static boolean isDigit(char c, int radix) {
    if (c >= '0' && c <= '9') {
      return c - '0' < radix;
    }
    return radix == 16 && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
  }

  private static int radix(String source, int at) {
    if (source.charAt(at) != '0') {
      return 10;
    }
    return switch (charAt(source, at + 1)) {
      case 'b', 'B' -> 2;
      case 'o', 'O' -> 8;
      case 'x', 'X' -> 16;
      default -> 10;
    };
  }

  private static char charAt(String source, int at) {
    return at < source.length() ? source.charAt(at) : 0;
  }

  private static Number integer(String source, int start, int end, int radix) {
    String digits = source.substring(start, end).replace("_", "");
    if (radix == 10 && digits.length() <= LONG_DIGITS) {
      return Long.parseLong(digits);
    }
    if (digits.length() > MAX_DIGITS) {
      return null;
    }
    return Numbers.normal(new BigInteger(digits, radix));
  }
}
