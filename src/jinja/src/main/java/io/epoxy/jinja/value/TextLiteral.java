package io.epoxy.jinja.value;

/** Python's repr() of a str. */
final class TextLiteral {
  private TextLiteral() {}

  static String quote(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder(text.length() + 2);
    out.append(quote);
    text.codePoints().forEach(c -> append(out, c, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int c, char quote) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (c >= ' ' && c < 0x7f || c > 0x7f && isPrintable(c)) {
      out.appendCodePoint(c);
    } else {
      appendEscape(out, c);
    }
  }

  private static void appendEscape(StringBuilder out, int c) {
    out.append(String.format(c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x", c));
  }

  /** The text with escapes for all that is not ASCII. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                out.append((char) c);
              } else {
                appendEscape(out, c);
              }
            });
    return out.toString();
  }

  /** As str.isprintable: not of the categories Other and Separator, the ASCII blank excepted. */
  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
