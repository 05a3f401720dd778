package io.epoxy.jinja.format;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Sizes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's {@code format(Decimal, spec)}, whose mini-language and digits differ from those of float
 * (CPython 3.11 {@code _pydecimal.py}, {@code __format__}): it never makes up digits.
 */
final class DecimalText {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(z)?(0)?(\\d{1,9})?(,)?(?:\\.(\\d{1,9}))?([eEfFgGn%])?",
          Pattern.DOTALL);

  private DecimalText() {}

  static String format(BigDecimal value, String text) {
    FormatSpec spec = parse(text);
    char type = spec.type() == 0 ? 'G' : spec.type() == 'n' ? 'g' : spec.type();
    BigDecimal rounded = rounded(value, type, spec.precision());
    String digits = rounded.unscaledValue().abs().toString();
    int exponent = -rounded.scale();
    int left = exponent + digits.length();
    int point = point(type, rounded, spec.precision(), left);
    String whole = whole(digits, point);
    String fraction = fraction(digits, point);
    String tail = fraction.isEmpty() ? "" : "." + fraction;
    if (left != point || type == 'e' || type == 'E') {
      int shown = left - point;
      tail += (Character.isUpperCase(type) ? "E" : "e") + (shown < 0 ? "-" : "+") + Math.abs(shown);
    }
    boolean negative = value.signum() < 0 && !(spec.coerced() && rounded.signum() == 0);
    return spec.padNumber(spec.signOf(negative), whole, type == '%' ? tail + "%" : tail);
  }

  private static FormatSpec parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    boolean valid = matcher.matches();
    boolean zero = valid && matcher.group(5) != null;
    boolean aligned = valid && matcher.group(2) != null;
    boolean twice = zero && matcher.group(6) != null && matcher.group(6).startsWith("0");
    boolean grouped = valid && matcher.group(7) != null && "n".equals(matcher.group(9));
    if (!valid || zero && aligned || twice || grouped) {
      throw Errors.error("invalid format string");
    }
    int width = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
    int precision = matcher.group(8) == null ? -1 : Integer.parseInt(matcher.group(8));
    Sizes.checkText(width);
    Sizes.checkText(precision);
    return new FormatSpec(
        matcher.group(1) != null ? matcher.group(1) : zero ? "0" : " ",
        aligned ? matcher.group(2).charAt(0) : zero ? '=' : 0,
        matcher.group(3) == null ? 0 : matcher.group(3).charAt(0),
        matcher.group(4) != null,
        false,
        width,
        matcher.group(7) == null ? 0 : ',',
        precision,
        matcher.group(9) == null ? 0 : matcher.group(9).charAt(0));
  }

  private static BigDecimal rounded(BigDecimal value, char type, int precision) {
    BigDecimal result = type == '%' ? value.scaleByPowerOfTen(2) : value;
    if (precision >= 0) {
      result =
          switch (type) {
            case 'e', 'E' -> filled(result, precision + 1);
            case 'f', 'F', '%' -> result.setScale(precision, RoundingMode.HALF_EVEN);
            default -> result.precision() > precision ? rounded(result, precision) : result;
          };
    }
    boolean spread = "fF%".indexOf(type) >= 0 && result.scale() < 0;
    return spread && result.signum() == 0 ? result.setScale(0) : result;
  }

  /** A precision of 0 is taken for 1, as it would be for a float. */
  private static BigDecimal rounded(BigDecimal value, int digits) {
    return value.signum() == 0
        ? value
        : value.round(new MathContext(Math.max(1, digits), RoundingMode.HALF_EVEN));
  }

  private static BigDecimal filled(BigDecimal value, int digits) {
    BigDecimal result = rounded(value, digits);
    return result.signum() == 0
        ? result
        : result.setScale(result.scale() + digits - result.precision());
  }

  /** How many digits stand before the point; negative for zeros after it. */
  private static int point(char type, BigDecimal value, int precision, int left) {
    return switch (type) {
      case 'e', 'E' -> value.signum() == 0 && precision >= 0 ? 1 - precision : 1;
      case 'f', 'F', '%' -> left;
      default -> value.scale() >= 0 && left > -6 ? left : 1;
    };
  }

  private static String whole(String digits, int point) {
    if (point <= 0) {
      return "0";
    }
    return point > digits.length()
        ? digits + "0".repeat(point - digits.length())
        : digits.substring(0, point);
  }

  private static String fraction(String digits, int point) {
    if (point < 0) {
      return "0".repeat(-point) + digits;
    }
    return point > digits.length() ? "" : digits.substring(point);
  }
}
