package io.epoxy.compiler.context;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's strptime for the directives that are numbers. */
final class StrptimeFormat {
  private static final Map<Character, String> DIGITS =
      Map.of(
          'Y',
          "\\d{4}",
          'm',
          "\\d{1,2}",
          'd',
          "\\d{1,2}",
          'H',
          "\\d{1,2}",
          'M',
          "\\d{1,2}",
          'S',
          "\\d{1,2}",
          'f',
          "\\d{1,6}");

  private StrptimeFormat() {}

  static DateTimeObject parse(String text, String format) {
    StringBuilder regex = new StringBuilder();
    String expanded = format.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S");
    for (int i = 0; i < expanded.length(); i++) {
      char c = expanded.charAt(i);
      if (c == '%' && i + 1 < expanded.length()) {
        char directive = expanded.charAt(++i);
        String digits = DIGITS.get(directive);
        if (digits == null) {
          throw CallError.compilation(
              "'" + directive + "' is a bad directive in format '" + format + "'");
        }
        regex.append("(?<").append(directive).append('>').append(digits).append(')');
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    Matcher matcher = Pattern.compile(regex.toString()).matcher(text);
    if (!matcher.matches()) {
      throw CallError.compilation(
          "time data '" + text + "' does not match format '" + format + "'");
    }
    Map<Character, Integer> parts = new HashMap<>();
    for (char directive : DIGITS.keySet()) {
      if (expanded.contains("%" + directive)) {
        String digits = matcher.group(Character.toString(directive));
        String number = directive == 'f' ? (digits + "000000").substring(0, 6) : digits;
        parts.put(directive, Integer.parseInt(number));
      }
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              parts.getOrDefault('Y', 1900),
              parts.getOrDefault('m', 1),
              parts.getOrDefault('d', 1),
              parts.getOrDefault('H', 0),
              parts.getOrDefault('M', 0),
              parts.getOrDefault('S', 0),
              parts.getOrDefault('f', 0) * 1000);
      return new DateTimeObject(local, Optional.empty());
    } catch (DateTimeException e) {
      throw CallError.compilation(e.getMessage());
    }
  }
}
