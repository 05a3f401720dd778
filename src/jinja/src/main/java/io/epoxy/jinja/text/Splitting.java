package io.epoxy.jinja.text;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's split, rsplit and splitlines of str, and its replace. */
public final class Splitting {
  private Splitting() {}

  /** {@code text.split(None, most)}; a negative {@code most} is no bound. */
  public static List<Object> onBlanks(String text, int most) {
    List<Object> parts = new ArrayList<>();
    int i = 0;
    int length = text.length();
    while (true) {
      while (i < length && Blanks.isBlank(text.charAt(i))) {
        i++;
      }
      if (i == length) {
        return parts;
      }
      if (most >= 0 && parts.size() == most) {
        parts.add(Blanks.stripEnd(text.substring(i)));
        return parts;
      }
      int start = i;
      while (i < length && !Blanks.isBlank(text.charAt(i))) {
        i++;
      }
      parts.add(text.substring(start, i));
    }
  }

  /** {@code text.rsplit(None, most)}. */
  public static List<Object> onBlanksFromEnd(String text, int most) {
    List<Object> parts = new ArrayList<>();
    int i = text.length();
    while (true) {
      while (i > 0 && Blanks.isBlank(text.charAt(i - 1))) {
        i--;
      }
      if (i == 0) {
        break;
      }
      if (most >= 0 && parts.size() == most) {
        parts.add(text.substring(0, i));
        break;
      }
      int end = i;
      while (i > 0 && !Blanks.isBlank(text.charAt(i - 1))) {
        i--;
      }
      parts.add(text.substring(i, end));
    }
    Collections.reverse(parts);
    return parts;
  }

  /** {@code text.split(separator, most)}. */
  public static List<Object> on(String text, String separator, int most) {
    checkSeparator(separator);
    List<Object> parts = new ArrayList<>();
    int start = 0;
    int found = text.indexOf(separator);
    while (found >= 0 && (most < 0 || parts.size() < most)) {
      parts.add(text.substring(start, found));
      Sizes.checkItems(parts.size());
      start = found + separator.length();
      found = text.indexOf(separator, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** {@code text.rsplit(separator, most)}. */
  public static List<Object> onFromEnd(String text, String separator, int most) {
    checkSeparator(separator);
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    int found = text.lastIndexOf(separator);
    while (found >= 0 && (most < 0 || parts.size() < most)) {
      parts.add(text.substring(found + separator.length(), end));
      Sizes.checkItems(parts.size());
      end = found;
      found = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
    }
    parts.add(text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  public static void checkSeparator(String separator) {
    if (separator.isEmpty()) {
      throw Errors.error("empty separator");
    }
  }

  /** {@code text.splitlines()}. */
  public static List<String> lines(String text) {
    List<String> result = new ArrayList<>();
    for (String line : linesWithEnds(text)) {
      int end = line.length();
      if (end > 0 && Blanks.isLineEnd(line.charAt(end - 1))) {
        end -= line.endsWith("\r\n") ? 2 : 1;
      }
      result.add(line.substring(0, end));
    }
    return result;
  }

  /** {@code text.splitlines(True)}. */
  public static List<String> linesWithEnds(String text) {
    List<String> result = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Blanks.isLineEnd(text.charAt(i))) {
        boolean pair =
            text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        i += pair ? 1 : 0;
        result.add(text.substring(start, i + 1));
        start = i + 1;
      }
    }
    if (start < text.length()) {
      result.add(text.substring(start));
    }
    return result;
  }

  /** {@code text.replace(old, by, most)}; a negative {@code most} is no bound. */
  public static String replace(String text, String old, String by, int most) {
    long grown = (long) by.length() - old.length();
    if (grown > 0) {
      long times = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
      if (text.length() + grown * times > Sizes.MAX_TEXT) {
        Sizes.checkText(text.length() + grown * occurrences(text, old, most));
      }
    }
    if (most < 0 && !old.isEmpty()) {
      return text.replace(old, by);
    }
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    int at = 0;
    for (int count = 0; most < 0 || count < most; count++) {
      int found = text.indexOf(old, at);
      if (found < 0 || at > text.length()) {
        break;
      }
      out.append(text, done, found).append(by);
      done = found + old.length();
      at = old.isEmpty() ? nextPoint(text, found) : done;
    }
    return out.append(text, done, text.length()).toString();
  }

  private static int nextPoint(String text, int at) {
    return at >= text.length() ? text.length() + 1 : text.offsetByCodePoints(at, 1);
  }

  private static long occurrences(String text, String old, int most) {
    long count = old.isEmpty() ? text.length() + 1L : count(text, old);
    return most < 0 ? count : Math.min(count, most);
  }

  /** {@code text.count(part)}. */
  public static long count(String text, String part) {
    if (part.isEmpty()) {
      return text.codePointCount(0, text.length()) + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
