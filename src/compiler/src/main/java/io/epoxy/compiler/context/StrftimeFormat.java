package io.epoxy.compiler.context;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;

/** Python's strftime directives in the C locale. */
final class StrftimeFormat {
  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('H', "HH"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('y', "yy"),
          Map.entry('I', "hh"),
          Map.entry('p', "a"),
          Map.entry('j', "DDD"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('f', "SSSSSS"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"));

  private StrftimeFormat() {}

  static String format(String format, DateTimeObject time) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
      } else {
        out.append(directive(format.charAt(++i), time));
      }
    }
    return out.toString();
  }

  private static String directive(char directive, DateTimeObject time) {
    String pattern = PATTERNS.get(directive);
    LocalDateTime local = time.local();
    if (pattern != null) {
      return DateTimeFormatter.ofPattern(pattern, Locale.US).format(local);
    }
    return switch (directive) {
      case '%' -> "%";
      case 'z' -> time.offsetText().replace(":", "");
      case 'Z' -> time.zone().map(zone -> zoneName(zone)).orElse("");
      case 'w' -> Integer.toString(local.getDayOfWeek().getValue() % 7);
      case 'u' -> Integer.toString(local.getDayOfWeek().getValue());
      case 's' ->
          Long.toString(local.atZone(time.zone().orElse(java.time.ZoneOffset.UTC)).toEpochSecond());
      default -> "%" + directive;
    };
  }

  private static String zoneName(ZoneId zone) {
    return zone.equals(java.time.ZoneOffset.UTC)
        ? "UTC"
        : zone.getDisplayName(TextStyle.SHORT, Locale.US);
  }
}
