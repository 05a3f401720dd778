package io.epoxy.jinja.json;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code json.loads}: ints stay exact, NaN and Infinity are read, the last key wins. */
public final class JsonReader {
  private static final int MAX_DEPTH = 500;
  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:0|[1-9]\\d*))(\\.\\d+)?([eE][-+]?\\d+)?");

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads one value.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words, for example {@code Expecting value:
   *     line 1 column 1 (char 0)}
   */
  public static Object read(String text) {
    JsonReader reader = new JsonReader(text);
    reader.blanks();
    Object value = reader.value();
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.error("Extra data", reader.at);
    }
    return value;
  }

  private Object value() {
    if (at >= text.length()) {
      throw error("Expecting value", at);
    }
    char c = text.charAt(at);
    if (c == '"') {
      return string();
    }
    if (c == '{' || c == '[') {
      if (++depth > MAX_DEPTH) {
        throw Errors.limit("maximum recursion depth exceeded while decoding a JSON object");
      }
      Object result = c == '{' ? object() : array();
      depth--;
      return result;
    }
    return scalar();
  }

  private Object scalar() {
    if (word("null")) {
      return null;
    }
    if (word("true")) {
      return true;
    }
    if (word("false")) {
      return false;
    }
    if (word("NaN")) {
      return Double.NaN;
    }
    if (word("Infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (word("-Infinity")) {
      return Double.NEGATIVE_INFINITY;
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw error("Expecting value", at);
    }
    at = number.end();
    boolean whole = number.group(2) == null && number.group(3) == null;
    return whole
        ? (Object) Numbers.normal(new BigInteger(number.group(1)))
        : (Object) Double.parseDouble(number.group());
  }

  private boolean word(String word) {
    boolean found = text.startsWith(word, at);
    at += found ? word.length() : 0;
    return found;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    at++;
    blanks();
    if (peek() == ']') {
      at++;
      return items;
    }
    while (true) {
      items.add(value());
      blanks();
      char c = peek();
      if (c == ']') {
        at++;
        return items;
      }
      if (c != ',') {
        throw error("Expecting ',' delimiter", at);
      }
      at++;
      blanks();
    }
  }

  private Map<Object, Object> object() {
    Map<Object, Object> map = new LinkedHashMap<>();
    at++;
    blanks();
    if (peek() == '}') {
      at++;
      return map;
    }
    while (true) {
      if (peek() != '"') {
        throw error("Expecting property name enclosed in double quotes", at);
      }
      String key = string();
      blanks();
      if (peek() != ':') {
        throw error("Expecting ':' delimiter", at);
      }
      at++;
      blanks();
      map.put(key, value());
      blanks();
      char c = peek();
      at++;
      if (c == '}') {
        return map;
      }
      if (c != ',') {
        throw error("Expecting ',' delimiter", at - 1);
      }
      blanks();
    }
  }

  private String string() {
    int start = at;
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw error("Unterminated string starting at", start);
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw error("Invalid control character at", at - 1);
      }
      out.append(c == '\\' ? escape(start) : c);
    }
  }

  private char escape(int start) {
    if (at >= text.length()) {
      throw error("Unterminated string starting at", start);
    }
    char c = text.charAt(at++);
    switch (c) {
      case '"', '\\', '/':
        return c;
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'u':
        return unicode();
      default:
        throw error("Invalid \\escape", at - 2);
    }
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        throw error("Invalid \\uXXXX escape", at - 1);
      }
      code = code * 16 + digit;
    }
    at += 4;
    return (char) code;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private RuntimeException error(String message, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(offset, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return Errors.error(
        message
            + ": line "
            + line
            + " column "
            + (offset - lineStart + 1)
            + " (char "
            + offset
            + ")");
  }
}
