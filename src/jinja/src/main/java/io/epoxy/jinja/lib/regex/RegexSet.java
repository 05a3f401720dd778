package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.value.Errors;

/**
 * One set of characters of a pattern, for example {@code [^a-z\d]}.
 *
 * @param java in Java's syntax
 * @param end offset after it
 */
record RegexSet(String java, int end) {
  /**
   * Reads the set at a bracket.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words
   */
  static RegexSet read(String pattern, int start) {
    StringBuilder out = new StringBuilder("[");
    int at = start + 1;
    if (pattern.startsWith("^", at)) {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (first || !pattern.startsWith("]", at)) {
      Part low = part(pattern, at, start);
      boolean range = pattern.startsWith("-", low.end()) && !pattern.startsWith("]", low.end() + 1);
      if (range && low.end() + 1 < pattern.length()) {
        Part high = part(pattern, low.end() + 1, start);
        String text = pattern.substring(at, high.end());
        if (low.code() < 0 || high.code() < low.code()) {
          throw Errors.error("bad character range " + text + " at position " + at);
        }
        out.append(low.java()).append('-').append(high.java());
        at = high.end();
      } else {
        out.append(low.java());
        at = low.end();
      }
      first = false;
    }
    return new RegexSet(out.append(']').toString(), at + 1);
  }

  private static Part part(String pattern, int at, int start) {
    if (at >= pattern.length()) {
      throw Errors.error("unterminated character set at position " + start);
    }
    int code = pattern.codePointAt(at);
    if (code != '\\') {
      return new Part(java(code), at + Character.charCount(code), code);
    }
    RegexEscape escape = RegexEscape.read(pattern, at, true);
    int escaped =
        escape.isClass()
            ? -1
            : Integer.parseInt(escape.java().substring(3, escape.java().length() - 1), 16);
    return new Part(escape.java(), escape.end(), escaped);
  }

  private static String java(int code) {
    return String.format("\\x{%x}", code);
  }

  /** A character or class; the code of a class is negative. */
  private record Part(String java, int end, int code) {}
}
