package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.value.Errors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites Python's regular expressions as Java's; what has no counterpart is refused. */
final class RegexSyntax {
  private static final Pattern REPEAT = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");
  private static final String KEPT_ESCAPES = "AbBdDsSwWafnrt";

  private final String pattern;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private int groupCount;
  private int at;

  private RegexSyntax(String pattern) {
    this.pattern = pattern;
  }

  /**
   * A pattern in Java's syntax.
   *
   * @param text in Java's syntax
   * @param groups numbers of the named groups, in order
   */
  record Translated(String text, Map<String, Integer> groups) {}

  /**
   * Translates.
   *
   * @throws io.epoxy.jinja.JinjaException for what Python or Java cannot read
   */
  static Translated translate(String pattern) {
    RegexSyntax syntax = new RegexSyntax(pattern);
    while (syntax.at < pattern.length()) {
      syntax.step();
    }
    return new Translated(syntax.out.toString(), syntax.groups);
  }

  private void step() {
    char c = pattern.charAt(at);
    switch (c) {
      case '\\' -> escape(false);
      case '[' -> set();
      case '(' -> group();
      case '{' -> repeat();
      case '}' -> literal("\\}");
      default -> literal(String.valueOf(c));
    }
  }

  private void literal(String text) {
    out.append(text);
    at++;
  }

  private void repeat() {
    Matcher matcher = REPEAT.matcher(pattern).region(at, pattern.length());
    boolean counted =
        matcher.lookingAt() && !(matcher.group(1).isEmpty() && matcher.group(3).isEmpty());
    if (!counted) {
      literal("\\{");
      return;
    }
    String least = matcher.group(1).isEmpty() ? "0" : matcher.group(1);
    out.append('{').append(least).append(matcher.group(2)).append(matcher.group(3)).append('}');
    at = matcher.end();
  }

  private void escape(boolean inSet) {
    if (at + 1 >= pattern.length()) {
      throw error("bad escape (end of pattern)");
    }
    char c = pattern.charAt(at + 1);
    if (c == 'Z' && !inSet) {
      out.append("\\z");
      at += 2;
    } else if (c == 'v') {
      out.append("\\x0B");
      at += 2;
    } else if (c == 'b' && inSet) {
      out.append("\\x08");
      at += 2;
    } else if (c >= '0' && c <= '9') {
      number(inSet);
    } else if (c == 'x' || c == 'u' || c == 'U') {
      code(c);
    } else if (KEPT_ESCAPES.indexOf(c) >= 0) {
      out.append('\\').append(c);
      at += 2;
    } else if (c < 128 && Character.isLetter(c)) {
      throw error("bad escape \\" + c);
    } else {
      out.append(Character.isLetterOrDigit(c) || c > 127 ? "" : "\\").append(c);
      at += 2;
    }
  }

  /** A group's number, or an octal code when it starts with 0 or has three digits. */
  private void number(boolean inSet) {
    int end = at + 1;
    while (end < pattern.length() && end < at + 4 && isOctal(pattern.charAt(end))) {
      end++;
    }
    boolean octal = pattern.charAt(at + 1) == '0' || end == at + 4 || inSet;
    if (octal && end > at + 1) {
      out.append(String.format("\\x{%x}", Integer.parseInt(pattern.substring(at + 1, end), 8)));
      at = end;
      return;
    }
    end = at + 2;
    if (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
      end++;
    }
    reference(Integer.parseInt(pattern.substring(at + 1, end)));
    at = end;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private void reference(int group) {
    if (group > groupCount) {
      throw error("invalid group reference " + group);
    }
    out.append("(?:\\").append(group).append(')');
  }

  private void code(char kind) {
    int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    int end = at + 2 + digits;
    if (end > pattern.length() || !pattern.substring(at + 2, end).matches("[0-9a-fA-F]+")) {
      throw error("incomplete escape \\" + kind);
    }
    out.append("\\x{").append(pattern, at + 2, end).append('}');
    at = end;
  }

  private void set() {
    int start = at;
    literal("[");
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      literal("^");
    }
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        escape(true);
      } else if (c == '[' || c == '&' || c == ']' || c == '~' || c == '^' || c == '#' || c == ' ') {
        literal("\\" + c);
      } else {
        literal(String.valueOf(c));
      }
      first = false;
    }
    if (at >= pattern.length()) {
      at = start;
      throw error("unterminated character set");
    }
    literal("]");
  }

  private void group() {
    if (!pattern.startsWith("(?", at)) {
      groupCount++;
      literal("(");
    } else if (pattern.startsWith("(?P<", at)) {
      int end = closing('>');
      groupCount++;
      if (groups.put(pattern.substring(at + 4, end), groupCount) != null) {
        throw error("redefinition of group name '" + pattern.substring(at + 4, end) + "'");
      }
      out.append('(');
      at = end + 1;
    } else if (pattern.startsWith("(?P=", at)) {
      int end = closing(')');
      String name = pattern.substring(at + 4, end);
      if (!groups.containsKey(name)) {
        throw error("unknown group name '" + name + "'");
      }
      reference(groups.get(name));
      at = end + 1;
    } else if (pattern.startsWith("(?#", at)) {
      at = closing(')') + 1;
    } else if (pattern.startsWith("(?(", at)) {
      throw error("conditional groups are not supported");
    } else {
      extension();
    }
  }

  /** Flags and look-arounds, which are alike in both languages but for a few letters. */
  private void extension() {
    int i = at + 2;
    StringBuilder flags = new StringBuilder();
    while (i < pattern.length()
        && (Character.isLetter(pattern.charAt(i)) || pattern.charAt(i) == '-')) {
      char flag = pattern.charAt(i++);
      if (flag == 'L') {
        throw error("bad inline flags: cannot use 'L' flag with a str pattern");
      }
      flags.append(flag == 'a' || flag == 'u' ? "" : flag);
    }
    out.append("(?").append(flags);
    at = i;
    if (flags.length() == 0 && at < pattern.length() && pattern.charAt(at) == ')') {
      out.append(':');
    }
  }

  private int closing(char wanted) {
    int end = pattern.indexOf(wanted, at);
    if (end < 0) {
      throw error("missing " + wanted + ", unterminated name");
    }
    return end;
  }

  private RuntimeException error(String message) {
    return Errors.error(message + " at position " + at);
  }
}
