package io.epoxy.compiler.select;

import java.util.regex.Pattern;

/**
 * Shell wildcards as Python's fnmatch reads them, with case: {@code *}, {@code ?}, {@code [a-z]},
 * {@code [!a]}.
 */
final class Wildcard {
  private Wildcard() {}

  static boolean isIn(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
  }

  static boolean matches(String text, String pattern) {
    return isIn(pattern) ? compile(pattern).matcher(text).matches() : text.equals(pattern);
  }

  private static Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int end = c == '[' ? pattern.indexOf(']', i + (startsNegated(pattern, i) ? 3 : 2)) : -1;
      if (end > 0) {
        regex.append(characterSet(pattern.substring(i + 1, end)));
        i = end + 1;
        continue;
      }
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      i++;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static boolean startsNegated(String pattern, int bracket) {
    return bracket + 1 < pattern.length() && pattern.charAt(bracket + 1) == '!';
  }

  private static String characterSet(String inside) {
    boolean negated = inside.startsWith("!");
    String characters =
        (negated ? inside.substring(1) : inside)
            .replace("\\", "\\\\")
            .replace("[", "\\[")
            .replace("]", "\\]")
            .replace("&", "\\&")
            .replace("^", "\\^");
    return "[" + (negated ? "^" : "") + characters + "]";
  }
}
