package io.epoxy.compiler.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PyYAML's SafeLoader makes of a plain scalar: YAML 1.1 with its own float rule (an exponent
 * needs a sign, and a number a dot). Patterns after PyYAML 6.0 {@code yaml/resolver.py}.
 */
final class ScalarResolver {
  private static final Map<String, Boolean> BOOLEANS =
      Map.of("yes", true, "no", false, "true", true, "false", false, "on", true, "off", false);
  private static final Pattern INT =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:[Tt]|[ \\t]+)(\\d\\d?):(\\d\\d):(\\d\\d)(?:\\.(\\d*))?"
              + "(?:[ \\t]*(Z|([-+])(\\d\\d?)(?::(\\d\\d))?))?");

  private ScalarResolver() {}

  /**
   * The value of a plain scalar.
   *
   * @throws DateTimeException for something that looks like a date and is none
   */
  static Object resolve(String text) {
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.') {
      return number(text);
    }
    if (text.length() > 5) {
      return text;
    }
    if (text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL")) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Boolean truth = bool(text);
    return truth != null && isEvenlyCased(text, lower) ? truth : text;
  }

  private static Object number(String text) {
    if (INT.matcher(text).matches()) {
      return integer(text);
    }
    if (FLOAT.matcher(text).matches()) {
      return decimal(text);
    }
    if (text.length() >= 8 && text.charAt(4) == '-') {
      return timestamp(text);
    }
    return text;
  }

  /** PyYAML's construct_yaml_bool; null for a text that is none. */
  static Boolean bool(String text) {
    return BOOLEANS.get(text.toLowerCase(Locale.ROOT));
  }

  /** yes, Yes or YES, but not yEs. */
  private static boolean isEvenlyCased(String text, String lower) {
    String upper = text.toUpperCase(Locale.ROOT);
    return text.equals(lower)
        || text.equals(upper)
        || text.equals(upper.charAt(0) + lower.substring(1));
  }

  /** PyYAML's construct_yaml_int: the text need not look like a whole number. */
  static Object integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigInteger value;
    if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      value = new BigInteger(digits, 8);
    } else if (digits.indexOf(':') > 0) {
      value = BigInteger.ZERO;
      for (String part : digits.split(":", -1)) {
        value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
      }
    } else {
      value = new BigInteger(digits);
    }
    BigInteger signed = negative ? value.negate() : value;
    return signed.bitLength() < 64 ? (Object) signed.longValueExact() : signed;
  }

  /** PyYAML's construct_yaml_float. */
  static Double decimal(String written) {
    String text = written.replace("_", "").toLowerCase(Locale.ROOT);
    double sign = text.startsWith("-") ? -1.0 : 1.0;
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    if (digits.indexOf(':') > 0) {
      double value = 0;
      for (String part : digits.split(":", -1)) {
        value = value * 60 + Double.parseDouble(part);
      }
      return sign * value;
    }
    return sign * Double.parseDouble(digits);
  }

  /** The date or time; the text itself when it looks like none. */
  static Object timestamp(String text) {
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
    }
    Matcher stamp = TIMESTAMP.matcher(text);
    if (!stamp.matches()) {
      return text;
    }
    String fraction = stamp.group(7) == null ? "" : stamp.group(7);
    int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
    LocalDateTime local =
        LocalDateTime.of(
            number(stamp, 1),
            number(stamp, 2),
            number(stamp, 3),
            number(stamp, 4),
            number(stamp, 5),
            number(stamp, 6),
            micros * 1000);
    if (stamp.group(8) == null) {
      return local;
    }
    if (stamp.group(8).equals("Z")) {
      return OffsetDateTime.of(local, ZoneOffset.UTC);
    }
    int minutes = number(stamp, 10) * 60 + (stamp.group(11) == null ? 0 : number(stamp, 11));
    int seconds = (stamp.group(9).equals("-") ? -minutes : minutes) * 60;
    return OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(seconds));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
