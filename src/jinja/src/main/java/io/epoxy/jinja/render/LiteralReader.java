package io.epoxy.jinja.render;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.syntax.Escapes;
import io.epoxy.jinja.value.Conversion;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.PyBytes;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's {@code ast.literal_eval}: strings, bytes, numbers, tuples, lists, dicts, sets and
 * constants. Complex numbers are no literal here.
 */
public final class LiteralReader {
  private static final int MAX_DEPTH = 100;

  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
              + "|(?:\\d(?:_?\\d)*\\.?(?:\\d(?:_?\\d)*)?|\\.\\d(?:_?\\d)*)(?:[eE][+-]?\\d(?:_?\\d)*)?");

  private static final Pattern PREFIX = Pattern.compile("(?i)(?:r|u|b|br|rb)?(?='''|\"\"\"|'|\")");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private final String text;
  private int at;
  private int depth;

  private LiteralReader(String text) {
    this.text = text;
  }

  /** The value that the text is a literal of; empty when it is none. */
  public static Optional<Value> read(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    while (text.startsWith("\n", start)) {
      start++;
    }
    LiteralReader reader = new LiteralReader(text.substring(start));
    try {
      Object value = reader.several();
      reader.lineEnds();
      return reader.at == reader.text.length() ? Value.of(value) : Optional.empty();
    } catch (JinjaException notLiteral) {
      Errors.passLimit(notLiteral);
      return Optional.empty();
    }
  }

  private static JinjaException malformed() {
    return Errors.error("malformed node or string");
  }

  /** One value, or a tuple without parentheses. */
  private Object several() {
    Object first = value();
    if (!skip(',')) {
      return first;
    }
    List<Object> items = new ArrayList<>();
    items.add(first);
    while (!atLineEnd()) {
      items.add(value());
      if (!skip(',')) {
        break;
      }
    }
    return PyTuple.copyOf(items);
  }

  private Object value() {
    blanks();
    if (++depth > MAX_DEPTH || at >= text.length()) {
      throw malformed();
    }
    char c = text.charAt(at);
    Object result =
        switch (c) {
          case '-', '+' -> signed(c);
          case '(' -> inParentheses();
          case '[' -> items('[', ']');
          case '{' -> inBraces();
          default -> scalar(c);
        };
    depth--;
    return result;
  }

  private Object signed(char sign) {
    at++;
    blanks();
    // One sign only, as Python takes only that for a part of a number.
    Object value = text.startsWith("-", at) || text.startsWith("+", at) ? null : value();
    if (!(value instanceof Number)) {
      throw malformed();
    }
    return sign == '-' ? Operators.negate(value) : value;
  }

  private Object scalar(char c) {
    Matcher prefix = PREFIX.matcher(text).region(at, text.length());
    if (prefix.lookingAt()) {
      return strings();
    }
    if (c == '.' || c >= '0' && c <= '9') {
      return number();
    }
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt()) {
      throw malformed();
    }
    at = name.end();
    return switch (name.group()) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> null;
      case "set" -> emptySet();
      default -> throw malformed();
    };
  }

  private Object emptySet() {
    if (skip('(') && skip(')')) {
      return new PySet();
    }
    throw malformed();
  }

  private Object number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    boolean whole = matcher.lookingAt();
    boolean joined =
        whole
            && matcher.end() < text.length()
            && (Character.isLetterOrDigit(text.charAt(matcher.end()))
                || text.charAt(matcher.end()) == '_');
    if (!whole || joined) {
      throw malformed();
    }
    at = matcher.end();
    String digits = matcher.group();
    Optional<? extends Number> found = Conversion.parseInt(digits, 0);
    if (found.isEmpty() && digits.chars().anyMatch(ch -> ".eE".indexOf(ch) >= 0)) {
      found = Conversion.toFloat(digits);
    }
    return found.isPresent() ? found.get() : refuse();
  }

  private static Object refuse() {
    throw malformed();
  }

  /** Literals beside each other are one; bytes and text do not mix. */
  private Object strings() {
    StringBuilder all = new StringBuilder();
    boolean bytes = false;
    for (int count = 0; ; count++) {
      Matcher prefix = PREFIX.matcher(text).region(at, text.length());
      if (!prefix.lookingAt()) {
        break;
      }
      String letters = prefix.group().toLowerCase(Locale.ROOT);
      boolean ofBytes = letters.indexOf('b') >= 0;
      if (count > 0 && ofBytes != bytes) {
        throw malformed();
      }
      bytes = ofBytes;
      at = prefix.end();
      String body = body();
      all.append(letters.indexOf('r') >= 0 ? body : Escapes.decode(body));
      blanks();
    }
    return bytes ? PyBytes.of(all.toString(), StandardCharsets.ISO_8859_1) : all.toString();
  }

  private String body() {
    String quote = text.substring(at, at + 1);
    String end = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    int start = at + end.length();
    int i = start;
    while (!text.startsWith(end, i)) {
      boolean broken = i >= text.length() || end.length() == 1 && text.charAt(i) == '\n';
      if (broken) {
        throw malformed();
      }
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    at = i + end.length();
    return text.substring(start, i);
  }

  private Object inParentheses() {
    at++;
    if (skip(')')) {
      return PyTuple.EMPTY;
    }
    Object first = value();
    if (skip(')')) {
      return first;
    }
    List<Object> items = new ArrayList<>();
    items.add(first);
    rest(items, ')');
    return PyTuple.copyOf(items);
  }

  private List<Object> items(char open, char close) {
    List<Object> items = new ArrayList<>();
    if (text.charAt(at++) == open && !skip(close)) {
      items.add(value());
      rest(items, close);
    }
    return items;
  }

  private void rest(List<Object> items, char close) {
    while (!skip(close)) {
      if (!skip(',')) {
        throw malformed();
      }
      if (skip(close)) {
        return;
      }
      items.add(value());
    }
  }

  private Object inBraces() {
    at++;
    Map<Object, Object> map = new LinkedHashMap<>();
    if (skip('}')) {
      return map;
    }
    Object first = value();
    if (!skip(':')) {
      List<Object> items = new ArrayList<>();
      items.add(first);
      rest(items, '}');
      return new PySet(items);
    }
    Dicts.put(map, first, value());
    while (!skip('}')) {
      if (!skip(',')) {
        throw malformed();
      }
      if (skip('}')) {
        break;
      }
      Object key = value();
      if (!skip(':')) {
        throw malformed();
      }
      Dicts.put(map, key, value());
    }
    return map;
  }

  private boolean skip(char wanted) {
    blanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private boolean atLineEnd() {
    blanks();
    return at >= text.length() || text.charAt(at) == '\n';
  }

  /** Inside brackets a line end and a comment are blanks too. */
  private void blanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\f' || depth > 0 && c == '\n') {
        at++;
      } else {
        return;
      }
    }
  }

  private void lineEnds() {
    depth = 1;
    blanks();
  }
}
