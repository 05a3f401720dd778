package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.value.Conversion;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Filters that make or change numbers. */
final class NumberFilters {
  private NumberFilters() {}

  static void addTo(Map<String, Filter> all) {
    all.put("abs", (value, a, c) -> Operators.abs(value));
    all.put("int", NumberFilters::toInt);
    all.put("float", NumberFilters::toFloat);
    all.put("round", NumberFilters::round);
    all.put("filesizeformat", NumberFilters::fileSize);
  }

  private static Object toInt(Object value, Arguments a, Context context) {
    refuse(value);
    int base = value instanceof String ? Numbers.smallInt(a.get(1, "base", 10L)) : 10;
    Optional<Number> whole =
        value instanceof String text ? Conversion.parseInt(text, base) : Conversion.toInt(value);
    if (whole.isPresent()) {
      return whole.get();
    }
    Optional<Double> real = Conversion.toFloat(value);
    return real.isPresent() && Double.isFinite(real.get())
        ? Numbers.truncate(real.get())
        : a.get(0, "default", 0L);
  }

  private static Object toFloat(Object value, Arguments a, Context context) {
    refuse(value);
    Optional<Double> real = Conversion.toFloat(value);
    return real.isPresent() ? real.get() : a.get(0, "default", 0.0);
  }

  private static void refuse(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
  }

  private static Object round(Object value, Arguments a, Context context) {
    Object method = a.get(1, "method", "common");
    Object given = a.get(0, "precision", 0L);
    if (given == null && "common".equals(method) && value instanceof Double real) {
      return Numbers.truncate(Math.rint(real));
    }
    int precision = Numbers.smallInt(given);
    refuse(value);
    if (!"common".equals(method) && !"ceil".equals(method) && !"floor".equals(method)) {
      throw Errors.error("method must be common, ceil or floor");
    }
    if (!(value instanceof Number || value instanceof Boolean)) {
      throw Errors.error("type " + Python.typeName(value) + " doesn't define __round__ method");
    }
    if ("common".equals(method)) {
      return common(value, precision);
    }
    double scale = Math.pow(10, precision);
    double scaled = Conversion.toFloat(value).orElseThrow() * scale;
    // Python's ceil and floor give an int, which has no minus zero.
    Number whole = Numbers.truncate("ceil".equals(method) ? Math.ceil(scaled) : Math.floor(scaled));
    return whole.doubleValue() / scale;
  }

  /** Python's round(): halves go to the even digit, of the exact binary value. */
  private static Object common(Object value, int precision) {
    if (Numbers.isInteger(value)) {
      if (precision >= 0) {
        return Operators.plus(value);
      }
      BigDecimal whole = new BigDecimal(Operators.plus(value).toString());
      return Numbers.normal(
          whole.setScale(Math.max(precision, -400), RoundingMode.HALF_EVEN).toBigInteger());
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.setScale(precision, RoundingMode.HALF_EVEN);
    }
    double real = ((Number) value).doubleValue();
    if (!Double.isFinite(real) || precision > 330) {
      return real;
    }
    return precision < -330
        ? 0.0
        : Math.copySign(
            new BigDecimal(real).setScale(precision, RoundingMode.HALF_EVEN).doubleValue(), real);
  }

  private static RuntimeException notFloat(Object value) {
    return Errors.error(
        value instanceof String
            ? "could not convert string to float: " + Python.repr(value)
            : "float() argument must be a string or a real number, not '"
                + Python.typeName(value)
                + "'");
  }

  private static Object fileSize(Object value, Arguments a, Context context) {
    boolean binary = Python.isTruthy(a.get(0, "binary", false));
    double bytes = Conversion.toFloat(value).orElseThrow(() -> notFloat(value));
    double base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return "1 Byte";
    }
    if (bytes < base) {
      return (long) bytes + " Bytes";
    }
    String letters = binary ? "KMGTPEZY" : "kMGTPEZY";
    double unit = base;
    int i = 0;
    do {
      unit *= base;
    } while (bytes >= unit && ++i < letters.length());
    char letter = letters.charAt(Math.min(i, letters.length() - 1));
    double shown = base * bytes / unit;
    return String.format(Locale.ROOT, "%.1f %s%sB", shown, letter, binary ? "i" : "");
  }
}
