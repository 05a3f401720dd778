package io.epoxy.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Python's int() and float(). Empty where Python raises TypeError or ValueError. */
public final class Conversion {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+(?:_\\d+)*)?");

  private static final Pattern SPECIAL =
      Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  private Conversion() {}

  /** {@code int(value)} of what is no string. */
  public static Optional<Number> toInt(Object value) {
    if (Numbers.isInteger(value)) {
      return Optional.of(Numbers.unboxed(value));
    }
    if (value instanceof BigDecimal decimal) {
      return Optional.of(Numbers.normal(decimal.toBigInteger()));
    }
    if (value instanceof Number number) {
      double real = number.doubleValue();
      return Double.isFinite(real) ? Optional.of(Numbers.truncate(real)) : Optional.empty();
    }
    return Optional.empty();
  }

  /** {@code float(value)}. */
  public static Optional<Double> toFloat(Object value) {
    if (value instanceof String text) {
      return parseFloat(text);
    }
    return Equality.isNumeric(value)
        ? Optional.of(Numbers.toDouble(Numbers.unboxed(value)))
        : Optional.empty();
  }

  private static Optional<Double> parseFloat(String text) {
    String trimmed = trimmed(text);
    if (FLOAT.matcher(trimmed).matches()) {
      return Optional.of(Double.parseDouble(trimmed.replace("_", "")));
    }
    var special = SPECIAL.matcher(trimmed);
    if (!special.matches()) {
      return Optional.empty();
    }
    boolean nan =
        special.group(2).length() == 3 && Character.toLowerCase(special.group(2).charAt(0)) == 'n';
    double value = nan ? Double.NaN : Double.POSITIVE_INFINITY;
    return Optional.of(special.group(1).equals("-") ? -value : value);
  }

  /** {@code int(text, base)}; base 0 goes by the prefix; none below 2 or above 36. */
  public static Optional<Number> parseInt(String text, int base) {
    if (base != 0 && (base < 2 || base > 36)) {
      return Optional.empty();
    }
    String digits = trimmed(text);
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = base == 0 ? 10 : base;
    int prefix = digits.length() > 2 && digits.charAt(0) == '0' ? prefixRadix(digits.charAt(1)) : 0;
    if (prefix > 0 && (base == 0 || base == prefix)) {
      radix = prefix;
      digits = digits.substring(digits.charAt(2) == '_' ? 3 : 2);
    } else if (base == 0
        && digits.length() > 1
        && digits.startsWith("0")
        && !digits.matches("0(_?0)*")) {
      return Optional.empty();
    }
    boolean misplaced =
        digits.isEmpty() || digits.startsWith("_") || digits.endsWith("_") || digits.contains("__");
    if (misplaced || !allDigits(digits, radix)) {
      return Optional.empty();
    }
    // CPython refuses longer ones too (sys.set_int_max_str_digits).
    if (digits.length() > 4300) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits.replace("_", ""), radix);
    return Optional.of(Numbers.normal(negative ? value.negate() : value));
  }

  private static int prefixRadix(char letter) {
    return switch (letter) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  private static boolean allDigits(String text, int radix) {
    return text.chars().allMatch(c -> c == '_' || Character.digit(c, radix) >= 0);
  }

  private static String trimmed(String text) {
    return text.strip();
  }
}
