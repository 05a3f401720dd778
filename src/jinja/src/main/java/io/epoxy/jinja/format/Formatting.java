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
      return integer(value, FormatSpec.parse(spec, value));
    }
    if (value instanceof BigDecimal decimal) {
      return DecimalText.format(decimal, spec);
    }
    if (value instanceof Number number) {
      return real(number.doubleValue(), FormatSpec.parse(spec, value));
    }
    throw Errors.error(
        "unsupported format string passed to " + Python.typeName(value) + ".__format__");
  }

  private static String text(String text, FormatSpec spec) {
    if (spec.type() != 0 && spec.type() != 's') {
      throw unknownCode(spec, text);
    }
    String place = " not allowed in string format specifier";
    if (spec.sign() != 0) {
      throw Errors.error((spec.sign() == ' ' ? "Space" : "Sign") + place);
    }
    if (spec.coerced()) {
      throw Errors.error("Negative zero coercion (z)" + place);
    }
    if (spec.alternate()) {
      throw Errors.error("Alternate form (#)" + place);
    }
    if (spec.align() == '=') {
      throw Errors.error("'=' alignment" + place);
    }
    int length = text.codePointCount(0, text.length());
    String part =
        spec.precision() >= 0 && spec.precision() < length
            ? text.substring(0, text.offsetByCodePoints(0, spec.precision()))
            : text;
    return spec.pad("", part, '<');
  }

  private static String integer(Object value, FormatSpec spec) {
    BigInteger whole =
        value instanceof Boolean flag
            ? flag ? BigInteger.ONE : BigInteger.ZERO
            : Numbers.toBig((Number) value);
    if (spec.type() != 0 && "eEfFgG%".indexOf(spec.type()) >= 0) {
      return real(new BigDecimal(whole).doubleValue(), spec);
    }
    if (spec.type() != 0 && "bcdnoxX".indexOf(spec.type()) < 0) {
      throw unknownCode(spec, value);
    }
    if (spec.precision() >= 0) {
      throw Errors.error("Precision not allowed in integer format specifier");
    }
    if (spec.coerced()) {
      throw Errors.error("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (spec.type() == 'c') {
      return spec.pad("", character(whole, spec), '>');
    }
    int radix =
        switch (spec.type()) {
          case 0, 'd', 'n' -> 10;
          case 'b' -> 2;
          case 'o' -> 8;
          default -> 16;
        };
    String digits = whole.abs().toString(radix);
    String prefix = spec.alternate() && radix != 10 ? "0" + Character.toLowerCase(spec.type()) : "";
    if (spec.type() == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
      prefix = prefix.toUpperCase(Locale.ROOT);
    }
    return spec.padNumber(spec.signOf(whole.signum() < 0) + prefix, digits, "");
  }

  private static String character(BigInteger code, FormatSpec spec) {
    String place = " not allowed with integer format specifier 'c'";
    if (spec.sign() != 0) {
      throw Errors.error("Sign" + place);
    }
    if (spec.alternate()) {
      throw Errors.error("Alternate form (#)" + place);
    }
    if (code.bitLength() > 63) {
      throw Errors.error("Python int too large to convert to C long");
    }
    return character(Numbers.smallInt(Numbers.normal(code)));
  }

  /** The character of a code point. */
  static String character(int code) {
    if (!Character.isValidCodePoint(code)) {
      throw Errors.error("%c arg not in range(0x110000)");
    }
    return Character.toString(code);
  }

  /** A float, or an int in a notation of floats. */
  static String real(double value, FormatSpec spec) {
    String text = spec.alternate() ? pointed(digits(value, spec)) : digits(value, spec);
    if (Character.isUpperCase(spec.type())) {
      text = text.toUpperCase(Locale.ROOT);
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0 && !Double.isNaN(value);
    if (spec.coerced() && text.chars().noneMatch(c -> c >= '1' && c <= '9')) {
      negative = false;
    }
    int point = wholeLength(text);
    String tail = text.substring(point) + (spec.type() == '%' ? "%" : "");
    return spec.padNumber(spec.signOf(negative), text.substring(0, point), tail);
  }

  private static String digits(double value, FormatSpec spec) {
    if (NumberText.isSpecial(value)) {
      return NumberText.special(value);
    }
    BigDecimal exact = new BigDecimal(value);
    NumberText.ZeroRule zeros =
        spec.alternate() ? NumberText.ZeroRule.KEEP : NumberText.ZeroRule.STRIP;
    int precision = spec.precision() < 0 ? 6 : spec.precision();
    return switch (spec.type()) {
      case 'e', 'E' -> NumberText.scientific(exact, precision);
      case 'f', 'F' -> NumberText.fixed(exact, precision);
      case '%' -> NumberText.fixed(new BigDecimal(value * 100), precision);
      case 'g', 'G', 'n' -> NumberText.general(exact, precision, zeros);
      case 0 -> untyped(value, exact, spec, zeros);
      default -> throw unknownCode(spec, value);
    };
  }

  private static String untyped(
      double value, BigDecimal exact, FormatSpec spec, NumberText.ZeroRule zeros) {
    if (spec.precision() < 0) {
      return NumberText.plain(value);
    }
    String text = NumberText.general(exact, spec.precision(), zeros);
    boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0;
    return whole ? text + ".0" : text;
  }

  /** The alternate form always has a point. */
  private static String pointed(String text) {
    boolean number = Character.isDigit(text.charAt(0)) && text.indexOf('.') < 0;
    int exponent = text.indexOf('e');
    return !number
        ? text
        : exponent < 0 ? text + "." : text.substring(0, exponent) + "." + text.substring(exponent);
  }

  private static int wholeLength(String text) {
    int i = 0;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return i == 0 ? text.length() : i;
  }

  private static RuntimeException unknownCode(FormatSpec spec, Object value) {
    char c = spec.type();
    return Errors.error(
        "Unknown format code '"
            + (c > ' ' && c < 0x80 ? String.valueOf(c) : String.format("\\x%x", (int) c))
            + "' for object of type '"
            + Python.typeName(value)
            + "'");
  }
}
