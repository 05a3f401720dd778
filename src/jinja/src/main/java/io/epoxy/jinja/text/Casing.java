package io.epoxy.jinja.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Python's case conversions and character tests of str. */
public final class Casing {
  private Casing() {}

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** {@code str.casefold}, the German sharp s included. */
  public static String fold(String text) {
    return lower(upper(text));
  }

  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return titled(text.substring(0, first)) + lower(text.substring(first));
  }

  /** {@code str.title}: every run of letters starts with a capital. */
  public static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String one = Character.toString(c);
      out.append(inside ? lower(one) : titled(one));
      inside = isCased(c);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  public static String swap(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String one = Character.toString(c);
              out.append(Character.isUpperCase(c) ? lower(one) : upper(one));
            });
    return out.toString();
  }

  private static String titled(String one) {
    int c = one.codePointAt(0);
    int title = Character.toTitleCase(c);
    return title == c && !Character.isTitleCase(c) ? capitalOf(one) : Character.toString(title);
  }

  /**
   * A letter whose capital is several, such as the German sharp s, has only its first one upper.
   */
  private static String capitalOf(String one) {
    String upper = upper(one);
    return upper.length() > one.length() ? upper.charAt(0) + lower(upper.substring(1)) : upper;
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  /** Whether every character passes; false for no characters. */
  public static boolean isAll(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  public static boolean isLower(String text) {
    return text.codePoints().anyMatch(Casing::isCased)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }

  public static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Casing::isCased)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  public static boolean isTitle(String text) {
    boolean inside = false;
    boolean found = false;
    for (int c : text.codePoints().toArray()) {
      boolean capital = Character.isUpperCase(c) || Character.isTitleCase(c);
      if (capital && inside || Character.isLowerCase(c) && !inside) {
        return false;
      }
      inside = isCased(c);
      found |= inside;
    }
    return found;
  }

  public static boolean isNumeric(int c) {
    int type = Character.getType(c);
    return Character.isDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** Digits that are not decimal too, such as superscripts. */
  public static boolean isDigit(int c) {
    return Character.isDigit(c)
        || Character.getType(c) == Character.OTHER_NUMBER && Character.digit(c, 10) >= 0
        || c == 0xb2
        || c == 0xb3
        || c == 0xb9
        || c >= 0x2070 && c <= 0x2079
        || c >= 0x2080 && c <= 0x2089;
  }

  /** {@code str.isidentifier}. */
  public static boolean isIdentifier(String text) {
    if (text.isEmpty() || !isNameStart(text.codePointAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isNamePart(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  public static boolean isNameStart(int c) {
    return c < 0x80 ? isAsciiLetter(c) : Character.isUnicodeIdentifierStart(c);
  }

  /** Letters, digits and the underscore of any script. */
  public static boolean isNamePart(int c) {
    return c < 0x80
        ? isAsciiLetter(c) || c >= '0' && c <= '9'
        : Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  private static boolean isAsciiLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
