package io.epoxy.jinja.format;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Python's {@code format(value, spec)}. */
public final class Formatting {
  private Formatting() {}

  /**
   * The value as the specification says.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words for a specification that does not fit
   */
  public static String format(Object value, String spec) {
    if (value instanceof Formattable own) {
      return own.format(spec);
    }
    if (spec.isEmpty()) {
      return Python.str(value);
    }
    if (value instanceof String text) {
      return text(text, FormatSpec.parse(spec, value));
    }
    if (Numbers.isInteger(value)) {
      FormatSpec parsed = FormatSpec.parse(spec, value);
      BigInteger whole =
          value instanceof Boolean flag
              ? flag ? BigInteger.ONE : BigInteger.ZERO
              : Numbers.toBig((Number) value);
      return integer(whole, parsed);
    }
    if (value instanceof Number number) {
      return real(number, FormatSpec.parse(spec, value));
    }
    throw Errors.error(
        "unsupported format string passed to " + Python.typeName(value) + ".__format__");
  }

  private static String text(String text, FormatSpec spec) {
    if (spec.type() != 0 && spec.type() != 's') {
      throw unknownCode(spec, text);
    }
    if (spec.align() == '=' && spec.fill().equals(" ")) {
      throw Errors.error("'=' alignment not allowed in string format specifier");
    }
    int length = text.codePointCount(0, text.length());
    String part =
        spec.precision() >= 0 && spec.precision() < length
            ? text.substring(0, text.offsetByCodePoints(0, spec.precision()))
            : text;
    return spec.pad("", part, '<');
  }

  private static String integer(BigInteger value, FormatSpec spec) {
    switch (spec.type()) {
      case 'e', 'E', 'f', 'F', 'g', 'G', '%':
        return real(new BigDecimal(value).doubleValue(), spec);
      case 'c':
        return spec.pad("", Character.toString(value.intValue()), '<');
      default:
        break;
    }
    if (spec.precision() >= 0) {
      throw Errors.error("Precision not allowed in integer format specifier");
    }
    int radix =
        switch (spec.type()) {
          case 0, 'd', 'n' -> 10;
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x', 'X' -> 16;
          default -> throw unknownCode(spec, 0L);
        };
    String digits = value.abs().toString(radix);
    String prefix = spec.alternate() && radix != 10 ? "0" + Character.toLowerCase(spec.type()) : "";
    if (spec.type() == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
      prefix = prefix.toUpperCase(Locale.ROOT);
    }
    return number(sign(value.signum() < 0, spec) + prefix, digits, "", spec);
  }

  static String real(Number value, FormatSpec spec) {
    Number number = value instanceof BigDecimal ? value : (Number) value.doubleValue();
    boolean negative =
        number instanceof BigDecimal decimal
            ? decimal.signum() < 0
            : Double.doubleToRawLongBits(number.doubleValue()) < 0
                && !Double.isNaN(number.doubleValue());
    String text = digits(number, spec);
    if (Character.isUpperCase(spec.type())) {
      text = text.toUpperCase(Locale.ROOT);
    }
    int point = wholeLength(text);
    String tail = text.substring(point) + (spec.type() == '%' ? "%" : "");
    return number(sign(negative, spec), text.substring(0, point), tail, spec);
  }

  private static String digits(Number value, FormatSpec spec) {
    if (NumberText.isSpecial(value)) {
      return NumberText.special(value.doubleValue());
    }
    BigDecimal exact = NumberText.exact(value);
    NumberText.ZeroRule zeros =
        spec.alternate() ? NumberText.ZeroRule.KEEP : NumberText.ZeroRule.STRIP;
    int precision = spec.precision() < 0 ? 6 : spec.precision();
    switch (Character.toLowerCase(spec.type())) {
      case 'e':
        return NumberText.scientific(exact, precision);
      case 'f':
        if (value instanceof BigDecimal && spec.precision() < 0) {
          return exact.abs().toPlainString();
        }
        return NumberText.fixed(exact, precision);
      case '%':
        return NumberText.fixed(exact.movePointRight(2), precision);
      case 'g', 'n':
        return NumberText.general(exact, precision, zeros);
      case 0:
        return untyped(value, exact, spec, zeros);
      default:
        throw unknownCode(spec, value);
    }
  }

  private static String untyped(
      Number value, BigDecimal exact, FormatSpec spec, NumberText.ZeroRule zeros) {
    if (value instanceof BigDecimal decimal) {
      return spec.precision() < 0
          ? decimal.abs().toString()
          : NumberText.general(decimal, spec.precision(), NumberText.ZeroRule.KEEP);
    }
    if (spec.precision() < 0) {
      return NumberText.plain(value.doubleValue());
    }
    String text = NumberText.general(exact, spec.precision(), zeros);
    boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0;
    return whole ? text + ".0" : text;
  }

  private static int wholeLength(String text) {
    int i = 0;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i == 0 ? text.length() : i;
  }

  private static String sign(boolean negative, FormatSpec spec) {
    if (negative) {
      return "-";
    }
    return spec.sign() == '-' ? "" : String.valueOf(spec.sign());
  }

  private static String number(String sign, String whole, String tail, FormatSpec spec) {
    String digits = whole;
    if (spec.grouping() != 0) {
      int size = "boxX".indexOf(spec.type()) >= 0 && spec.type() != 0 ? 4 : 3;
      int room =
          spec.align() == '=' && spec.fill().equals("0")
              ? spec.width() - sign.length() - tail.length()
              : 0;
      digits = grouped(whole, spec.grouping(), size, room);
    }
    return spec.pad(sign, digits + tail, '>');
  }

  /** Groups digits; zeros that pad up to {@code room} characters are grouped too. */
  private static String grouped(String digits, char separator, int size, int room) {
    StringBuilder result = new StringBuilder();
    int count = 0;
    for (int i = digits.length() - 1; i >= 0 || result.length() < room; i--) {
      if (count > 0 && count % size == 0) {
        result.append(separator);
      }
      result.append(i >= 0 ? digits.charAt(i) : '0');
      count++;
    }
    return result.reverse().toString();
  }

  private static RuntimeException unknownCode(FormatSpec spec, Object value) {
    return Errors.error(
        "Unknown format code '"
            + spec.type()
            + "' for object of type '"
            + Python.typeName(value)
            + "'");
  }
}
