package io.epoxy.jinja.format;

import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The digits of a float in the notations e, f and g of C and Python, without a sign. */
final class NumberText {
  private NumberText() {}

  /** {@code inf} or {@code nan} when the value is one. */
  static boolean isSpecial(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  static String special(double value) {
    return Double.isNaN(value) ? "nan" : "inf";
  }

  static String fixed(BigDecimal value, int precision) {
    return value.abs().setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String scientific(BigDecimal value, int precision) {
    if (value.signum() == 0) {
      return (precision == 0 ? "0" : "0." + "0".repeat(precision)) + "e+00";
    }
    BigDecimal rounded = value.abs().round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    digits = padded(digits, precision + 1);
    String mantissa = precision == 0 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + exponentText(exponent);
  }

  /** Notation g: {@code precision} significant digits, trailing zeros kept only when asked for. */
  static String general(BigDecimal value, int precision, ZeroRule zeros) {
    int digits = Math.max(1, precision);
    if (value.signum() == 0) {
      return zeros == ZeroRule.KEEP && digits > 1 ? "0." + "0".repeat(digits - 1) : "0";
    }
    BigDecimal rounded = value.abs().round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - 1 - rounded.scale();
    if (exponent < -4 || exponent >= digits) {
      String text = scientific(rounded, digits - 1);
      int e = text.indexOf('e');
      return zeros == ZeroRule.KEEP ? text : stripZeros(text.substring(0, e)) + text.substring(e);
    }
    String text =
        rounded
            .setScale(Math.max(0, digits - 1 - exponent), RoundingMode.HALF_EVEN)
            .toPlainString();
    return zeros == ZeroRule.KEEP ? text : stripZeros(text);
  }

  /** What {@code format(float)} gives without a type: repr() without the sign. */
  static String plain(double value) {
    return Python.repr(Math.abs(value));
  }

  private static String stripZeros(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static String padded(String digits, int length) {
    return digits.length() < length
        ? digits + "0".repeat(length - digits.length())
        : digits.substring(0, length);
  }

  private static String exponentText(int exponent) {
    String size = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "-" : "+") + (size.length() == 1 ? "0" : "") + size;
  }

  /** Whether notation g keeps zeros at the end. */
  enum ZeroRule {
    KEEP,
    STRIP
  }
}
