package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.value.Sizes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.Optional;

/** Python's strftime in the C locale, with the additions of glibc. */
final class TimeFormat {
  private TimeFormat() {}

  static String format(LocalDateTime t, Optional<PyZone> zone, String pattern) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        out.append(c);
        continue;
      }
      char next = pattern.charAt(++i);
      boolean unpadded = next == '-' && i + 1 < pattern.length();
      if (unpadded) {
        next = pattern.charAt(++i);
      }
      String text = directive(t, zone, next);
      out.append(unpadded ? text.replaceFirst("^[0 ]+(?=.)", "") : text);
      Sizes.checkText(out.length());
    }
    return out.toString();
  }

  private static String directive(LocalDateTime t, Optional<PyZone> zone, char c) {
    return switch (c) {
      case 'Y' -> Integer.toString(t.getYear());
      case 'm' -> two(t.getMonthValue());
      case 'd' -> two(t.getDayOfMonth());
      case 'H' -> two(t.getHour());
      case 'M' -> two(t.getMinute());
      case 'S' -> two(t.getSecond());
      case 'f' -> String.format("%06d", t.getNano() / 1000);
      case 'y' -> two(t.getYear() % 100);
      case 'C' -> two(t.getYear() / 100);
      case 'I' -> two(t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'p' -> t.getHour() < 12 ? "AM" : "PM";
      case 'P' -> t.getHour() < 12 ? "am" : "pm";
      case 'j' -> String.format("%03d", t.getDayOfYear());
      case 'e' -> String.format("%2d", t.getDayOfMonth());
      case 'k' -> String.format("%2d", t.getHour());
      case 'l' -> String.format("%2d", t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'z' -> zone.map(z -> offset(z.offsetAt(t), "")).orElse("");
      case 'Z' -> zone.map(z -> z.abbreviationAt(t)).orElse("");
      case 's' -> Long.toString(epoch(t, zone));
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> named(t, zone, c);
    };
  }

  private static String named(LocalDateTime t, Optional<PyZone> zone, char c) {
    return switch (c) {
      case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US);
      case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US);
      case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.SHORT, Locale.US);
      case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.US);
      case 'u' -> Integer.toString(t.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(t.getDayOfWeek().getValue() % 7);
      case 'U' -> two(week(t, t.getDayOfWeek().getValue() % 7));
      case 'W' -> two(week(t, t.getDayOfWeek().getValue() - 1));
      case 'V' -> two(t.get(WeekFields.ISO.weekOfWeekBasedYear()));
      case 'G' -> Integer.toString(t.get(IsoFields.WEEK_BASED_YEAR));
      case 'g' -> two(t.get(IsoFields.WEEK_BASED_YEAR) % 100);
      case 'D', 'x' -> format(t, zone, "%m/%d/%y");
      case 'F' -> format(t, zone, "%Y-%m-%d");
      case 'T', 'X' -> format(t, zone, "%H:%M:%S");
      case 'R' -> format(t, zone, "%H:%M");
      case 'r' -> format(t, zone, "%I:%M:%S %p");
      case 'c' -> format(t, zone, "%a %b %e %H:%M:%S %Y");
      default -> "%" + c;
    };
  }

  private static long epoch(LocalDateTime t, Optional<PyZone> zone) {
    ZoneOffset offset =
        zone.map(z -> z.offsetAt(t))
            .orElseGet(() -> ZoneId.systemDefault().getRules().getOffset(t));
    return t.toEpochSecond(offset);
  }

  /** Weeks since the first Sunday or Monday of the year; the days before it are week 0. */
  private static int week(LocalDateTime t, int daysIntoWeek) {
    return (t.getDayOfYear() + 6 - daysIntoWeek) / 7;
  }

  private static String two(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }

  /** {@code +0130}, with what stands between hours and minutes; seconds only when there are any. */
  static String offset(ZoneOffset offset, String separator) {
    int total = Math.abs(offset.getTotalSeconds());
    String text =
        (offset.getTotalSeconds() < 0 ? "-" : "+")
            + two(total / 3600)
            + separator
            + two(total / 60 % 60);
    return total % 60 == 0 ? text : text + separator + two(total % 60);
  }
}
