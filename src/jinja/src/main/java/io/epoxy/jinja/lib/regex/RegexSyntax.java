package io.epoxy.jinja.lib.regex;

import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites Python's regular expressions as Java's (CPython 3.11 {@code re/_parser.py}, whose
 * messages these are); what has no counterpart is refused.
 */
final class RegexSyntax {
  private static final Pattern REPEAT = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?([aiLmsux]*)(?:-([a-zA-Z]*))?([:)])");
  private static final long MANY = 1L << 32;

  private final String pattern;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private RegexWidth width = new RegexWidth(null);
  private int flags;
  private int groupCount;
  private int at;

  private RegexSyntax(String pattern, int flags) {
    this.pattern = pattern;
    this.flags = flags;
  }

  /**
   * A pattern in Java's syntax.
   *
   * @param text in Java's syntax
   * @param groups numbers of the named groups, in order
   * @param flags those given, and those of the pattern itself, as Python numbers them
   */
  record Translated(String text, Map<String, Integer> groups, int flags) {}

  /** A parenthesis that waits for its end. */
  private record Open(int at, int group, boolean consumes, boolean behind) {}

  /**
   * Translates.
   *
   * @throws io.epoxy.jinja.JinjaException for what Python or Java cannot read
   */
  static Translated translate(String pattern, int flags) {
    RegexSyntax syntax = new RegexSyntax(pattern, flags);
    syntax.globalFlags();
    while (syntax.at < pattern.length()) {
      syntax.step();
    }
    if (!syntax.open.isEmpty()) {
      throw syntax.error("missing ), unterminated subpattern", syntax.open.peek().at());
    }
    return new Translated(syntax.out.toString(), syntax.groups, syntax.flags);
  }

  private void globalFlags() {
    Matcher matcher = FLAGS.matcher(pattern);
    while (matcher.region(at, pattern.length()).lookingAt()
        && matcher.group(3).equals(")")
        && matcher.group(2) == null
        && !matcher.group(1).isEmpty()) {
      for (char flag : matcher.group(1).toCharArray()) {
        flags |= flag(flag);
      }
      at = matcher.end();
    }
  }

  private int flag(char letter) {
    return switch (letter) {
      case 'a' -> PyPattern.ASCII;
      case 'i' -> PyPattern.IGNORECASE;
      case 'm' -> PyPattern.MULTILINE;
      case 's' -> PyPattern.DOTALL;
      case 'u' -> 0;
      case 'x' -> PyPattern.VERBOSE;
      case 'L' -> throw error("bad inline flags: cannot use 'L' flag with a str pattern", at + 3);
      default -> throw error("unknown flag", at + 2);
    };
  }

  private void step() {
    char c = pattern.charAt(at);
    if ((flags & PyPattern.VERBOSE) != 0 && (Character.isWhitespace(c) || c == '#')) {
      skipComment(c);
      return;
    }
    switch (c) {
      case '\\' -> escape();
      case '[' -> set();
      case '(' -> group();
      case ')' -> close();
      case '|' -> {
        width.branch();
        literal("|");
      }
      case '*', '+', '?', '{' -> quantifier(c);
      case '^' -> {
        width.addPlace();
        // Java's own does not match behind a line end that ends the text.
        literal((flags & PyPattern.MULTILINE) == 0 ? "^" : "(?:\\A|(?<=\\n))");
      }
      case '$' -> {
        width.addPlace();
        literal("$");
      }
      case '}', ']' -> item("\\" + c);
      default -> item(pattern.substring(at, pattern.offsetByCodePoints(at, 1)));
    }
  }

  private void skipComment(char c) {
    if (c == '#') {
      int end = pattern.indexOf('\n', at);
      at = end < 0 ? pattern.length() : end;
    } else {
      at++;
    }
  }

  private void item(String java) {
    width.add(1);
    out.append(java);
    at = pattern.offsetByCodePoints(at, 1);
  }

  private void literal(String text) {
    out.append(text);
    at++;
  }

  private void quantifier(char c) {
    int start = at;
    long least = c == '+' ? 1 : 0;
    long most = c == '?' ? 1 : MANY;
    if (c == '{') {
      Matcher matcher = REPEAT.matcher(pattern).region(at, pattern.length());
      boolean counted =
          matcher.lookingAt() && !(matcher.group(1).isEmpty() && matcher.group(2).isEmpty());
      if (!counted) {
        item("\\{");
        return;
      }
      least = count(matcher.group(1), 0);
      most = matcher.group(2).isEmpty() ? least : count(matcher.group(3), MANY);
      if (most < least) {
        throw error("min repeat greater than max repeat", at + 1);
      }
      out.append('{').append(least).append(most == least ? "" : ",");
      out.append(most == least || most == MANY ? "" : String.valueOf(most)).append('}');
      at = matcher.end();
    }
    switch (width.last()) {
      case NOTHING -> throw error("nothing to repeat", start);
      case REPEATED -> throw error("multiple repeat", start);
      case ITEM -> width.repeat(least, most);
    }
    if (c != '{') {
      literal(String.valueOf(c));
    }
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      literal(String.valueOf(pattern.charAt(at)));
    }
  }

  private long count(String digits, long whenEmpty) {
    if (digits.length() > 8) {
      throw Errors.error("the repetition number is too large");
    }
    return digits.isEmpty() ? whenEmpty : Long.parseLong(digits);
  }

  private void escape() {
    RegexEscape escape = RegexEscape.read(pattern, at, false);
    if (escape.reference() > 0) {
      reference(escape.reference());
    } else if (escape.isPlace()) {
      width.addPlace();
      out.append(escape.java());
    } else {
      width.add(1);
      out.append(escape.java());
    }
    at = escape.end();
  }

  private void reference(int group) {
    if (group > groupCount) {
      throw error("invalid group reference " + group, at + 1);
    }
    if (open.stream().anyMatch(one -> one.group() == group)) {
      throw error("cannot refer to an open group", at);
    }
    width.addReference(group);
    out.append("(?:\\").append(group).append(')');
  }

  private void set() {
    RegexSet set = RegexSet.read(pattern, at);
    width.add(1);
    out.append(set.java());
    at = set.end();
  }

  private void group() {
    if (!pattern.startsWith("(?", at)) {
      open(++groupCount, true, false);
      literal("(");
    } else if (pattern.startsWith("(?P", at)) {
      named();
    } else if (pattern.startsWith("(?#", at)) {
      int end = pattern.indexOf(')', at);
      if (end < 0) {
        throw error("missing ), unterminated comment", at);
      }
      at = end + 1;
    } else if (pattern.startsWith("(?(", at)) {
      throw error("conditional groups are not supported", at);
    } else {
      extension();
    }
  }

  private void open(int group, boolean consumes, boolean behind) {
    open.push(new Open(at, group, consumes, behind));
    width = new RegexWidth(width);
  }

  private void close() {
    if (open.isEmpty()) {
      throw error("unbalanced parenthesis", at);
    }
    Open opened = open.pop();
    if (opened.behind() && !width.isFixed()) {
      throw Errors.error("look-behind requires fixed-width pattern");
    }
    if (opened.group() > 0) {
      width.remember(opened.group());
    }
    RegexWidth inner = width;
    width = inner.outer();
    width.add(inner, opened.consumes());
    literal(")");
  }

  private void named() {
    if (pattern.startsWith("(?P<", at)) {
      String name = name('>', at + 4);
      int end = at + 5 + name.length();
      if (groups.containsKey(name)) {
        throw error(
            "redefinition of group name "
                + Python.repr(name)
                + " as group "
                + (groupCount + 1)
                + "; was group "
                + groups.get(name),
            at + 4);
      }
      open(++groupCount, true, false);
      groups.put(name, groupCount);
      out.append('(');
      at = end;
    } else if (pattern.startsWith("(?P=", at)) {
      String name = name(')', at + 4);
      if (!groups.containsKey(name)) {
        throw error("unknown group name " + Python.repr(name), at + 4);
      }
      int end = at + 5 + name.length();
      reference(groups.get(name));
      at = end;
    } else {
      boolean ends = at + 3 >= pattern.length();
      throw error(
          ends
              ? "unexpected end of pattern"
              : "unknown extension ?P" + pattern.substring(at + 3, at + 4),
          ends ? at + 3 : at + 1);
    }
  }

  private String name(char end, int from) {
    int stop = pattern.indexOf(end, from);
    if (stop < 0) {
      throw error(
          from == pattern.length()
              ? "missing group name"
              : "missing " + end + ", unterminated name",
          from);
    }
    String name = pattern.substring(from, stop);
    if (name.isEmpty()) {
      throw error("missing group name", from);
    }
    if (!Casing.isIdentifier(name)) {
      throw error("bad character in group name " + Python.repr(name), from);
    }
    return name;
  }

  /** Look-arounds, atomic groups and groups with flags. */
  private void extension() {
    for (String start : new String[] {"(?<=", "(?<!", "(?=", "(?!", "(?>", "(?:"}) {
      if (pattern.startsWith(start, at)) {
        boolean behind = start.startsWith("(?<");
        open(0, start.equals("(?>") || start.equals("(?:"), behind);
        out.append(start);
        at += start.length();
        return;
      }
    }
    Matcher matcher = FLAGS.matcher(pattern).region(at, pattern.length());
    if (!matcher.lookingAt()) {
      throw unknownExtension();
    }
    String on = matcher.group(1);
    on.chars().forEach(letter -> flag((char) letter));
    String off = matcher.group(2) == null ? "" : matcher.group(2);
    if (matcher.group(3).equals(")")) {
      throw matcher.group(2) == null
          ? error("global flags not at the start of the expression", at)
          : error("missing :", matcher.end(2));
    }
    if (on.chars().anyMatch(letter -> off.indexOf(letter) >= 0)) {
      throw error("bad inline flags: flag turned on and off", matcher.end(2));
    }
    open(0, true, false);
    String less = off + (on.indexOf('a') >= 0 ? "U" : "");
    String more = on.replace("a", "").replace('u', 'U');
    out.append("(?").append(more).append(less.isEmpty() ? "" : "-" + less).append(':');
    at = matcher.end();
  }

  private RuntimeException unknownExtension() {
    if (at + 2 >= pattern.length()) {
      return error("unexpected end of pattern", at + 2);
    }
    int length = pattern.charAt(at + 2) == '<' ? 2 : 1;
    int end = Math.min(pattern.length(), at + 2 + length);
    boolean known = "aiLmsux".indexOf(pattern.charAt(at + 2)) >= 0;
    return known
        ? error("unknown flag", at + 3)
        : error("unknown extension ?" + pattern.substring(at + 2, end), at + 1);
  }

  private RuntimeException error(String message, int place) {
    return Errors.error(message + " at position " + place);
  }
}
