package io.epoxy.compiler.context.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the calls of a {@link PlainTemplate} out of its text, or gives up. For one use. */
final class PlainReader {
  private static final int MAX_DIGITS = 18;
  private static final int MAX_DEPTH = 20;

  private final String text;
  private int at;

  /**
   * Whether dbt's static parser reads it too: no trimming of blanks, and of constants only these.
   */
  private boolean extractable = true;

  PlainReader(String text) {
    this.text = text;
  }

  /** The text is something that only the engine understands. */
  private static final class NotPlain extends Exception {
    private static final long serialVersionUID = 1L;

    NotPlain() {
      super("not plain", null, false, false);
    }
  }

  Optional<List<PlainTemplate.Call>> calls() {
    try {
      List<PlainTemplate.Call> calls = new ArrayList<>();
      while (findBraces()) {
        PlainTemplate.Call call = print();
        if (!call.isUnderstood()) {
          return Optional.empty();
        }
        calls.add(call);
      }
      return Optional.of(calls);
    } catch (NotPlain e) {
      return Optional.empty();
    }
  }

  /** Whether dbt's static parser understands the calls that were read (dbt-extractor 0.6). */
  boolean isExtractable() {
    return extractable;
  }

  /** Goes behind the next opening braces; comments are passed over. */
  private boolean findBraces() throws NotPlain {
    while (true) {
      int brace = text.indexOf('{', at);
      if (brace < 0 || brace + 1 == text.length()) {
        return false;
      }
      char kind = text.charAt(brace + 1);
      at = brace + 1;
      if (kind == '{') {
        at = brace + 2;
        return true;
      } else if (kind == '%') {
        throw new NotPlain();
      } else if (kind == '#') {
        int end = text.indexOf("#}", brace + 2);
        if (end < 0) {
          throw new NotPlain();
        }
        at = end + 2;
      }
    }
  }

  private PlainTemplate.Call print() throws NotPlain {
    if (peek() == '-' || peek() == '+') {
      extractable = false;
      at++;
    }
    String function = name();
    expect('(');
    List<Object> positional = new ArrayList<>();
    Map<String, Object> keyword = new LinkedHashMap<>();
    while (!accept(')')) {
      argument(positional, keyword);
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    skipBlanks();
    if (peek() == '-') {
      extractable = false;
      at++;
    }
    if (!text.startsWith("}}", at)) {
      throw new NotPlain();
    }
    at += 2;
    return new PlainTemplate.Call(function, positional, keyword);
  }

  private void argument(List<Object> positional, Map<String, Object> keyword) throws NotPlain {
    skipBlanks();
    int start = at;
    if (isNameStart(peek())) {
      String name = name();
      if (accept('=') && peek() != '=') {
        if (keyword.containsKey(name)) {
          throw new NotPlain();
        }
        keyword.put(name, value(0));
        return;
      }
      at = start;
    }
    if (!keyword.isEmpty()) {
      throw new NotPlain();
    }
    positional.add(value(0));
  }

  private Object value(int depth) throws NotPlain {
    skipBlanks();
    char first = peek();
    if (depth > MAX_DEPTH) {
      throw new NotPlain();
    } else if (first == '\'' || first == '"') {
      return string(first);
    } else if (first >= '0' && first <= '9') {
      return number();
    } else if (first == '[') {
      return list(depth);
    } else if (first == '{') {
      return dict(depth);
    }
    return constant(name());
  }

  private String string(char quote) throws NotPlain {
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw new NotPlain();
    }
    String string = text.substring(at + 1, end);
    if (string.indexOf('\\') >= 0) {
      throw new NotPlain();
    }
    at = end + 1;
    return string;
  }

  private Long number() throws NotPlain {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    String digits = text.substring(start, at);
    boolean other = peek() == '.' || peek() == '_' || isNameStart(peek());
    if (other || digits.length() > MAX_DIGITS || digits.length() > 1 && digits.startsWith("0")) {
      throw new NotPlain();
    }
    return Long.valueOf(digits);
  }

  private List<Object> list(int depth) throws NotPlain {
    at++;
    List<Object> items = new ArrayList<>();
    while (!accept(']')) {
      items.add(value(depth + 1));
      if (!accept(',')) {
        expect(']');
        break;
      }
    }
    return items;
  }

  private Map<Object, Object> dict(int depth) throws NotPlain {
    at++;
    Map<Object, Object> entries = new LinkedHashMap<>();
    while (!accept('}')) {
      skipBlanks();
      if (peek() != '\'' && peek() != '"') {
        throw new NotPlain();
      }
      String key = string(peek());
      expect(':');
      entries.put(key, value(depth + 1));
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    return entries;
  }

  private Object constant(String name) throws NotPlain {
    extractable &= name.equals("True") || name.equals("False");
    return switch (name) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      case "none", "None" -> null;
      default -> throw new NotPlain();
    };
  }

  private String name() throws NotPlain {
    skipBlanks();
    int start = at;
    while (isNameStart(peek()) || at > start && peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start || peek() >= 0x80) {
      throw new NotPlain();
    }
    return text.substring(start, at);
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private boolean accept(char wanted) {
    skipBlanks();
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) throws NotPlain {
    if (!accept(wanted)) {
      throw new NotPlain();
    }
  }

  /** The next character; NUL at the end, which no literal starts with. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\t') {
      at++;
    }
  }
}
