package io.epoxy.jinja.syntax;

import io.epoxy.jinja.JinjaException;

/** Python's backslash escapes of a str literal. */
public final class Escapes {
  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\u0007\b\f\n\r\t\u000b";

  private final String body;
  private final StringBuilder out;
  private int at;

  private Escapes(String body) {
    this.body = body;
    this.out = new StringBuilder(body.length());
  }

  /**
   * The text of a literal's inside.
   *
   * @throws JinjaException in Python's words, for example {@code truncated \xXX escape}
   */
  public static String decode(String body) {
    Escapes escapes = new Escapes(body);
    while (escapes.at < body.length()) {
      escapes.step();
    }
    return escapes.out.toString();
  }

  private void step() {
    char c = body.charAt(at++);
    if (c != '\\' || at >= body.length()) {
      out.append(c);
      return;
    }
    char kind = body.charAt(at++);
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      out.append(MEANING.charAt(simple));
    } else if (kind >= '0' && kind <= '7') {
      octal();
    } else {
      switch (kind) {
        case '\n' -> {}
        case 'x' -> hex(2, "truncated \\xXX escape");
        case 'u' -> hex(4, "truncated \\uXXXX escape");
        case 'U' -> hex(8, "truncated \\UXXXXXXXX escape");
        case 'N' -> named();
        default -> out.append('\\').append(kind);
      }
    }
  }

  private void octal() {
    int start = at - 1;
    while (at < body.length()
        && at - start < 3
        && body.charAt(at) >= '0'
        && body.charAt(at) <= '7') {
      at++;
    }
    out.appendCodePoint(Integer.parseInt(body.substring(start, at), 8));
  }

  private void hex(int digits, String problem) {
    int code = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < body.length() ? Character.digit(body.charAt(at), 16) : -1;
      if (digit < 0 || body.charAt(at) > 'f') {
        throw new JinjaException(problem);
      }
      code = code * 16 + digit;
      at++;
    }
    if (!Character.isValidCodePoint(code)) {
      throw new JinjaException("illegal Unicode character");
    }
    out.appendCodePoint(code);
  }

  private void named() {
    int close = body.indexOf('}', at);
    if (at >= body.length() || body.charAt(at) != '{' || close < 0) {
      throw new JinjaException("malformed \\N character escape");
    }
    try {
      out.appendCodePoint(Character.codePointOf(body.substring(at + 1, close)));
    } catch (IllegalArgumentException e) {
      throw new JinjaException("unknown Unicode character name");
    }
    at = close + 1;
  }
}
