package io.epoxy.jinja.text;

/** What Python takes for white space and for the end of a line. */
public final class Blanks {
  private Blanks() {}

  /** As {@code str.isspace} and {@code \s} of Python's re. */
  public static boolean isBlank(int c) {
    return c == ' '
        || c >= 0x09 && c <= 0x0d
        || c >= 0x1c && c <= 0x1f
        || c == 0x85
        || c == 0xa0
        || c > 0xff && isRareBlank(c);
  }

  private static boolean isRareBlank(int c) {
    return c == 0x1680
        || c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** As {@code str.splitlines} sees it. */
  static boolean isLineEnd(char c) {
    return c >= 0x0a && c <= 0x0d
        || c >= 0x1c && c <= 0x1e
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** {@code text.rstrip()}. */
  public static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code text.lstrip()}. */
  public static String stripStart(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  /** {@code text.strip()}. */
  public static String strip(String text) {
    return stripStart(stripEnd(text));
  }

  /** {@code text.lstrip(characters)}. */
  public static String stripStart(String text, String characters) {
    int start = 0;
    while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    return text.substring(start);
  }

  /** {@code text.rstrip(characters)}. */
  public static String stripEnd(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(0, end);
  }
}
