package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.value.Errors;
import java.util.Map;

/**
 * One backslash escape of a pattern.
 *
 * @param java in Java's syntax
 * @param end offset after it
 * @param reference the group that it refers to, or 0
 * @param isPlace whether it matches a place and no character
 * @param isClass whether it matches one of several characters
 */
record RegexEscape(String java, int end, int reference, boolean isPlace, boolean isClass) {
  private static final Map<Character, String> PLACES =
      Map.of('A', "\\A", 'Z', "\\z", 'b', "\\b", 'B', "(?:(?!\\A\\z)\\B)");

  private static final String CLASSES = "dDsSwW";

  private static final Map<Character, Integer> CONTROLS =
      Map.of('a', 7, 'f', 12, 'n', 10, 'r', 13, 't', 9, 'v', 11);

  /**
   * Reads the escape at a backslash.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words, for example {@code bad escape \q at
   *     position 0}
   */
  static RegexEscape read(String pattern, int at, boolean inSet) {
    if (at + 1 >= pattern.length()) {
      throw error("bad escape (end of pattern)", at);
    }
    char c = pattern.charAt(at + 1);
    int end = at + 2;
    if (PLACES.containsKey(c) && !inSet) {
      return new RegexEscape(PLACES.get(c), end, 0, true, false);
    }
    if (CLASSES.indexOf(c) >= 0) {
      return new RegexEscape("\\" + c, end, 0, false, true);
    }
    if (c == 'b' && inSet) {
      return character(8, end);
    }
    if (CONTROLS.containsKey(c)) {
      return character(CONTROLS.get(c), end);
    }
    return switch (c) {
      case 'x' -> code(pattern, at, 2);
      case 'u' -> code(pattern, at, 4);
      case 'U' -> code(pattern, at, 8);
      case 'N' -> named(pattern, at);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(pattern, at, inSet);
      default -> plain(pattern, at, c);
    };
  }

  private static RegexEscape character(int code, int end) {
    return new RegexEscape(String.format("\\x{%x}", code), end, 0, false, false);
  }

  private static RegexEscape plain(String pattern, int at, char c) {
    if (c < 128 && Character.isLetter(c)) {
      throw error("bad escape \\" + c, at);
    }
    int code = pattern.codePointAt(at + 1);
    return character(code, at + 1 + Character.charCount(code));
  }

  private static RegexEscape code(String pattern, int at, int digits) {
    int end = at + 2;
    while (end < pattern.length()
        && end < at + 2 + digits
        && Character.digit(pattern.charAt(end), 16) >= 0) {
      end++;
    }
    String text = pattern.substring(at, end);
    if (end < at + 2 + digits) {
      throw error("incomplete escape " + text, at);
    }
    long code = Long.parseLong(text.substring(2), 16);
    if (code > Character.MAX_CODE_POINT) {
      throw error("bad escape " + text, at);
    }
    return character((int) code, end);
  }

  private static RegexEscape named(String pattern, int at) {
    int close = pattern.indexOf('}', at);
    if (!pattern.startsWith("{", at + 2)) {
      throw error("missing {", at + 2);
    }
    if (close < 0) {
      throw error("missing }, unterminated name", at + 3);
    }
    String name = pattern.substring(at + 3, close);
    try {
      return character(Character.codePointOf(name), close + 1);
    } catch (IllegalArgumentException e) {
      throw error("undefined character name '" + name + "'", at);
    }
  }

  /** A group's number; or an octal code when it starts with 0 or has three octal digits. */
  private static RegexEscape number(String pattern, int at, boolean inSet) {
    int end = at + 1;
    while (end < pattern.length() && end < at + 4 && isOctal(pattern.charAt(end))) {
      end++;
    }
    boolean zero = pattern.charAt(at + 1) == '0';
    if (zero || end == at + 4 || inSet && end > at + 1) {
      int code = Integer.parseInt(pattern.substring(at + 1, end), 8);
      if (code > 255) {
        throw error(
            "octal escape value " + pattern.substring(at, end) + " outside of range 0-0o377", at);
      }
      return character(code, end);
    }
    if (inSet) {
      throw error("bad escape " + pattern.substring(at, at + 2), at);
    }
    end = at + 2;
    if (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
      end++;
    }
    int group = Integer.parseInt(pattern.substring(at + 1, end));
    return new RegexEscape("", end, group, false, false);
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static RuntimeException error(String message, int at) {
    return Errors.error(message + " at position " + at);
  }
}
