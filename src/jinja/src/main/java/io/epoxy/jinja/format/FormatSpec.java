package io.epoxy.jinja.format;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification mini-language (CPython 3.11 {@code formatter_unicode.c}).
 *
 * @param fill what pads
 * @param align one of {@code < > ^ =}, or 0 when not given
 * @param sign one of {@code + -} or a blank, or 0 when not given
 * @param coerced whether {@code z} was given: no minus before a zero
 * @param alternate whether {@code #} was given
 * @param width 0 when not given
 * @param grouping {@code ,} or {@code _}, or 0 when not given
 * @param precision -1 when not given
 * @param type the letter at the end, or 0 when not given
 */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean coerced,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?(.)?",
          Pattern.DOTALL);

  /** The letters that take a separator of thousands; 0 is no letter. */
  private static final String GROUPED = "\0deEfFgG%";

  static FormatSpec parse(String text, Object value) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw Errors.error(
          "Invalid format specifier '"
              + text
              + "' for object of type '"
              + Python.typeName(value)
              + "'");
    }
    boolean zero = matcher.group(6) != null;
    boolean aligned = matcher.group(2) != null;
    boolean text0 = value instanceof String;
    String fill = matcher.group(1) != null ? matcher.group(1) : zero ? "0" : " ";
    char align = aligned ? matcher.group(2).charAt(0) : zero && !text0 ? '=' : 0;
    int width = number(matcher.group(7), 0);
    Sizes.checkText(width);
    int precision = number(matcher.group(9), -1);
    Sizes.checkText(precision);
    char type = letter(matcher.group(10));
    if (type == '.') {
      throw Errors.error("Format specifier missing precision");
    }
    char grouping = letter(matcher.group(8));
    checkGrouping(grouping, text0 && type == 0 ? 's' : type);
    return new FormatSpec(
        fill,
        align,
        letter(matcher.group(3)),
        matcher.group(4) != null,
        matcher.group(5) != null,
        width,
        grouping,
        precision,
        type);
  }

  private static void checkGrouping(char grouping, char type) {
    boolean allowed =
        grouping == 0 || GROUPED.indexOf(type) >= 0 || grouping == '_' && "boxX".indexOf(type) >= 0;
    if (!allowed) {
      throw Errors.error("Cannot specify '" + grouping + "' with '" + type + "'.");
    }
  }

  private static int number(String digits, int whenAbsent) {
    return digits == null ? whenAbsent : Integer.parseInt(digits);
  }

  private static char letter(String text) {
    return text == null ? 0 : text.charAt(0);
  }

  /** What stands before a number. */
  String signOf(boolean negative) {
    if (negative) {
      return "-";
    }
    return sign == '+' || sign == ' ' ? String.valueOf(sign) : "";
  }

  /** Pads, {@code sign} going before the padding when the alignment is {@code =}. */
  String pad(String signText, String body, char whenNotAligned) {
    int missing = width - signText.length() - body.codePointCount(0, body.length());
    if (missing <= 0) {
      return signText + body;
    }
    return switch (align == 0 ? whenNotAligned : align) {
      case '<' -> signText + body + fill.repeat(missing);
      case '^' -> fill.repeat(missing / 2) + signText + body + fill.repeat(missing - missing / 2);
      case '=' -> signText + fill.repeat(missing) + body;
      default -> fill.repeat(missing) + signText + body;
    };
  }

  /** Pads a number whose digits before {@code tail} may be grouped. */
  String padNumber(String signText, String whole, String tail) {
    String digits = whole;
    if (grouping != 0) {
      int size = type != 0 && "boxX".indexOf(type) >= 0 ? 4 : 3;
      boolean zeros = align == '=' && fill.equals("0");
      int room = zeros ? width - signText.length() - tail.length() : 0;
      digits = grouped(whole, size, room);
    }
    return pad(signText, digits + tail, '>');
  }

  /** Groups digits; zeros that pad up to {@code room} characters are grouped too. */
  private String grouped(String digits, int size, int room) {
    StringBuilder result = new StringBuilder();
    int count = 0;
    for (int i = digits.length() - 1; i >= 0 || result.length() < room; i--) {
      if (count > 0 && count % size == 0) {
        result.append(grouping);
      }
      result.append(i >= 0 ? digits.charAt(i) : '0');
      count++;
    }
    return result.reverse().toString();
  }
}
