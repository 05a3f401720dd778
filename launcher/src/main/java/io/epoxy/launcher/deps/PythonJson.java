package io.epoxy.launcher.deps;

import com.google.common.escape.UnicodeEscaper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code json.dumps(value, sort_keys=True)}, byte for byte: a hash is made of it. */
final class PythonJson {
  private static final UnicodeEscaper ESCAPER =
      new UnicodeEscaper() {
        @Override
        protected char[] escape(int codePoint) {
          return escaped(codePoint);
        }
      };

  private PythonJson() {}

  static String sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> ordered = new TreeMap<>();
      map.forEach((key, item) -> ordered.put(String.valueOf(key), item));
      List<String> fields = new ArrayList<>();
      ordered.forEach((key, item) -> fields.add(quoted(key) + ": " + sorted(item)));
      return "{" + String.join(", ", fields) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(PythonJson::sorted).toList()) + "]";
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    return '"' + ESCAPER.escape(text) + '"';
  }

  private static char[] escaped(int codePoint) {
    switch (codePoint) {
      case '"':
        return new char[] {'\\', '"'};
      case '\\':
        return new char[] {'\\', '\\'};
      case '\n':
        return new char[] {'\\', 'n'};
      case '\r':
        return new char[] {'\\', 'r'};
      case '\t':
        return new char[] {'\\', 't'};
      case '\b':
        return new char[] {'\\', 'b'};
      case '\f':
        return new char[] {'\\', 'f'};
      default:
        return codePoint >= ' ' && codePoint < 0x7f ? null : hex(codePoint);
    }
  }

  private static char[] hex(int codePoint) {
    StringBuilder text = new StringBuilder();
    for (char unit : Character.toChars(codePoint)) {
      text.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
    return text.toString().toCharArray();
  }
}
