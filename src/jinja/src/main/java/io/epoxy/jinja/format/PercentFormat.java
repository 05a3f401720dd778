package io.epoxy.jinja.format;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Indexing;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PyRange;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import io.epoxy.jinja.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code 'text' % values}. */
public final class PercentFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "%(?:\\(([^)]*)\\))?([-#0 +]*)(\\*|\\d{1,9})?(?:\\.(\\*|\\d{0,9}))?[hlL]?(.)?",
          Pattern.DOTALL);

  private final Object values;
  private final List<Object> items;
  private int next;
  private boolean named;

  private PercentFormat(Object values) {
    this.values = values;
    this.items = values instanceof PyTuple tuple ? tuple.items() : List.of(new Single(values));
  }

  /**
   * Formats.
   *
   * @param values a tuple, a mapping, or one value
   * @throws io.epoxy.jinja.JinjaException in Python's words, for example {@code not enough
   *     arguments for format string}
   */
  public static String format(String text, Object values) {
    return new PercentFormat(values).run(text);
  }

  private String run(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    Matcher matcher = DIRECTIVE.matcher(text);
    int done = 0;
    while (matcher.find(done)) {
      out.append(text, done, matcher.start());
      done = matcher.end();
      if (matcher.group(5) == null) {
        throw Errors.error("incomplete format");
      }
      out.append(directive(matcher, matcher.start(5)));
      Sizes.checkText(out.length());
    }
    out.append(text, done, text.length());
    if (next < items.size() && !named && !hasItems(values)) {
      throw Errors.error("not all arguments converted during string formatting");
    }
    return out.toString();
  }

  /** What Python takes for a mapping here: all with items by key, the tuple and str excepted. */
  private static boolean hasItems(Object values) {
    return values instanceof Map
        || values instanceof List
        || values instanceof PyRange
        || values instanceof PyBytes
        || values instanceof Undefined;
  }

  private String directive(Matcher matcher, int at) {
    char type = matcher.group(5).charAt(0);
    if (type == '(') {
      throw Errors.error("incomplete format key");
    }
    if (type == '%' && at == matcher.start() + 1) {
      return "%";
    }
    Object value = null;
    boolean byName = matcher.group(1) != null;
    if (byName) {
      named = true;
      value = byName(matcher.group(1));
    }
    String flags = matcher.group(2);
    int width = size(matcher.group(3), 0);
    int precision = matcher.group(4) == null ? -1 : size(matcher.group(4), 0);
    if (width < 0) {
      flags += "-";
      width = -width;
    }
    if (!byName) {
      value = take();
    }
    FormatSpec spec = spec(flags, width, precision, type);
    return convert(value, type, spec, at);
  }

  private static FormatSpec spec(String flags, int width, int precision, char type) {
    Sizes.checkText(width);
    Sizes.checkText(precision);
    boolean left = flags.indexOf('-') >= 0;
    boolean zero = flags.indexOf('0') >= 0 && !left && "diouxXeEfFgG".indexOf(type) >= 0;
    char sign = flags.indexOf('+') >= 0 ? '+' : flags.indexOf(' ') >= 0 ? ' ' : 0;
    char align = left ? '<' : zero ? '=' : '>';
    boolean alternate = flags.indexOf('#') >= 0;
    return new FormatSpec(
        zero ? "0" : " ", align, sign, false, alternate, width, (char) 0, precision, type);
  }

  private String convert(Object value, char type, FormatSpec spec, int at) {
    switch (type) {
      case 's':
        return text(Python.str(value), spec);
      case 'r':
        return text(Python.repr(value), spec);
      case 'a':
        return text(Python.ascii(value), spec);
      case 'c':
        return text(character(value), spec);
      case 'd', 'i', 'u':
        return whole(integer(value, type), 10, spec);
      case 'x', 'X':
        return whole(integer(value, type), 16, spec);
      case 'o':
        return whole(integer(value, type), 8, spec);
      case 'e', 'E', 'f', 'F', 'g', 'G':
        return Formatting.real(real(value), spec);
      default:
        throw Errors.error(
            String.format(
                "unsupported format character '%s' (0x%x) at index %d", type, (int) type, at));
    }
  }

  private static String character(Object value) {
    if (value instanceof String text && text.codePointCount(0, text.length()) == 1) {
      return text;
    }
    if (!Numbers.isInteger(value)) {
      throw Errors.error("%c requires int or char");
    }
    return Formatting.character(Numbers.smallInt(value));
  }

  private static String text(String text, FormatSpec spec) {
    int length = text.codePointCount(0, text.length());
    boolean cut = spec.precision() >= 0 && spec.precision() < length;
    String part = cut ? text.substring(0, text.offsetByCodePoints(0, spec.precision())) : text;
    return spec.pad("", part, '>');
  }

  private static String whole(BigInteger value, int radix, FormatSpec spec) {
    String digits = value.abs().toString(radix);
    if (spec.precision() > digits.length()) {
      digits = "0".repeat(spec.precision() - digits.length()) + digits;
    }
    String prefix = spec.alternate() && radix != 10 ? radix == 16 ? "0x" : "0o" : "";
    if (spec.type() == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
      prefix = "0X".substring(0, prefix.length());
    }
    return spec.pad(spec.signOf(value.signum() < 0) + prefix, digits, '>');
  }

  private static BigInteger integer(Object value, char type) {
    if (Numbers.isInteger(value)) {
      return value instanceof Boolean flag
          ? BigInteger.valueOf(flag ? 1 : 0)
          : Numbers.toBig((Number) value);
    }
    if (value instanceof BigDecimal decimal && type != 'x' && type != 'X' && type != 'o') {
      return decimal.toBigInteger();
    }
    if (value instanceof Number number && "diu".indexOf(type) >= 0) {
      return Numbers.toBig(Numbers.truncate(number.doubleValue()));
    }
    boolean real = "diu".indexOf(type) >= 0;
    if (real && value instanceof Undefined undefined) {
      throw undefined.error();
    }
    String wanted = real ? "a real number" : "an integer";
    throw Errors.error(
        "%" + type + " format: " + wanted + " is required, not " + Python.typeName(value));
  }

  private static double real(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1.0 : 0.0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    throw Errors.error("must be real number, not " + Python.typeName(value));
  }

  private Object byName(String name) {
    if (values instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (values instanceof List) {
      throw Errors.error("list indices must be integers or slices, not str");
    }
    if (!(values instanceof Map)) {
      throw Errors.error("format requires a mapping");
    }
    return Indexing.find(values, name).orElseThrow(() -> Errors.key(name)).get();
  }

  private int size(String text, int whenEmpty) {
    if (text == null || text.isEmpty()) {
      return whenEmpty;
    }
    if (!text.equals("*")) {
      return Integer.parseInt(text);
    }
    Object given = take();
    if (!Numbers.isInteger(given)) {
      throw Errors.error("* wants int");
    }
    return Numbers.smallInt(given);
  }

  private Object take() {
    if (next >= items.size()) {
      throw Errors.error("not enough arguments for format string");
    }
    Object item = items.get(next++);
    return item instanceof Single single ? single.value() : item;
  }

  /** Holds a lone value, since {@link List#of} holds no null. */
  private record Single(Object value) {}
}
