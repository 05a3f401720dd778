package io.epoxy.compiler.select.method;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Shell wildcards as Python's fnmatch reads them, with case: {@code *}, {@code ?}, {@code [a-z]},
 * {@code [!a]}; a bracket that is never closed stands for itself.
 */
final class Wildcard {
  private final String pattern;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  private Wildcard(String pattern) {
    this.pattern = pattern;
  }

  /** Whether dbt takes a text for a pattern; a closing bracket is enough. */
  static boolean isIn(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == ']');
  }

  /** The test for a pattern, which is read once. */
  static Predicate<String> of(String pattern) {
    if (!isIn(pattern)) {
      return pattern::equals;
    }
    Pattern compiled = Pattern.compile(new Wildcard(pattern).toRegex(), Pattern.DOTALL);
    return text -> compiled.matcher(text).matches();
  }

  /**
   * What follows a star is looked for from the left and then kept, but for the last star: trying
   * all places for all stars would take exponential time.
   */
  private String toRegex() {
    int lastStar = -1;
    boolean open = false;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '*':
          regex.append(open ? ")" : "");
          open = true;
          lastStar = regex.length();
          regex.append("(?>.*?");
          break;
        case '?':
          regex.append('.');
          break;
        case '[':
          addBracket();
          break;
        default:
          addLiteral(c);
      }
    }
    if (lastStar >= 0) {
      regex.replace(lastStar, lastStar + "(?>.*?".length(), "(?:.*").append(')');
    }
    return regex.toString();
  }

  private void addBracket() {
    boolean negated = at < pattern.length() && pattern.charAt(at) == '!';
    int start = negated ? at + 1 : at;
    int end = pattern.indexOf(']', start + 1); // one right behind the opening stands for itself
    if (end < 0) {
      addLiteral('[');
      return;
    }
    StringBuilder set = new StringBuilder();
    for (int i = start; i < end; i++) {
      char low = pattern.charAt(i);
      boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
      char high = range ? pattern.charAt(i + 2) : low;
      i += range ? 2 : 0;
      if (low <= high) { // else the range is empty
        set.append(escaped(low)).append(range ? "-" + escaped(high) : "");
      }
    }
    if (set.length() == 0) {
      regex.append(negated ? "." : "(?!)");
    } else {
      regex.append(negated ? "[^" : "[").append(set).append(']');
    }
    at = end + 1;
  }

  private void addLiteral(char c) {
    regex.append(escaped(c));
  }

  /** As a code, so that no character means anything to the regular expression. */
  private static String escaped(char c) {
    return c < 128 && !Character.isLetterOrDigit(c)
        ? String.format("\\x%02x", (int) c)
        : Character.toString(c);
  }
}
