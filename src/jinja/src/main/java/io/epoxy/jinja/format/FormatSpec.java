package io.epoxy.jinja.format;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification mini-language.
 *
 * @param fill what pads
 * @param align one of {@code < > ^ =}, or 0 when not given
 * @param sign one of {@code + -} or a blank
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
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?z?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?",
          Pattern.DOTALL);

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
    boolean zero = matcher.group(5) != null;
    boolean aligned = matcher.group(2) != null;
    String fill = matcher.group(1) != null ? matcher.group(1) : zero && !aligned ? "0" : " ";
    char align = aligned ? matcher.group(2).charAt(0) : zero ? '=' : 0;
    int width = number(matcher.group(6), 0);
    Sizes.checkText(width);
    int precision = number(matcher.group(8), -1);
    Sizes.checkText(precision);
    return new FormatSpec(
        fill,
        align,
        letter(matcher.group(3), '-'),
        matcher.group(4) != null,
        width,
        letter(matcher.group(7), (char) 0),
        precision,
        letter(matcher.group(9), (char) 0));
  }

  private static int number(String digits, int whenAbsent) {
    return digits == null ? whenAbsent : Integer.parseInt(digits);
  }

  private static char letter(String text, char whenAbsent) {
    return text == null ? whenAbsent : text.charAt(0);
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
}
