package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.value.Sizes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's strftime in the C locale with the additions of glibc, on which Python's own rests:
 * flags, widths and the modifiers E and O.
 */
final class TimeFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile("%([_\\-0^#]*)(\\d{0,4})[EO]?(.)", Pattern.DOTALL);

  private final LocalDateTime moment;
  private final Optional<PyZone> zone;

  private TimeFormat(LocalDateTime moment, Optional<PyZone> zone) {
    this.moment = moment;
    this.zone = zone;
  }

  static String format(LocalDateTime moment, Optional<PyZone> zone, String pattern) {
    return new TimeFormat(moment, zone).format(pattern);
  }

  private String format(String pattern) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = DIRECTIVE.matcher(pattern);
    int done = 0;
    while (matcher.find(done)) {
      out.append(pattern, done, matcher.start());
      done = matcher.end();
      out.append(directive(matcher));
      Sizes.checkText(out.length());
    }
    return out.append(pattern, done, pattern.length()).toString();
  }

  private String directive(Matcher matcher) {
    char c = matcher.group(3).charAt(0);
    if (matcher.group().length() == 2) {
      switch (c) {
        case 'f':
          return String.format("%06d", moment.getNano() / 1000);
        case 'z':
          return zone.map(z -> offset(z.offset(), "")).orElse("");
        case 'Z':
          return zone.flatMap(PyZone::abbreviation).orElse("");
        default:
          break;
      }
    }
    Field field = field(c);
    if (field == null) {
      return matcher.group();
    }
    String flags = matcher.group(1);
    int width = matcher.group(2).isEmpty() ? field.width() : Integer.parseInt(matcher.group(2));
    char pad = field.pad();
    String text = field.text();
    for (char flag : flags.toCharArray()) {
      switch (flag) {
        case '_' -> pad = ' ';
        case '0' -> pad = '0';
        case '^' -> text = text.toUpperCase(Locale.ROOT);
        case '#' -> text = c == 'p' ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
        default -> width = 0;
      }
    }
    return String.valueOf(pad).repeat(Math.max(0, width - text.length())) + text;
  }

  /** What a letter stands for; null for one that stands for nothing. */
  private Field field(char c) {
    LocalDateTime t = moment;
    return switch (c) {
      case 'Y' -> number(t.getYear(), 1);
      case 'm' -> number(t.getMonthValue(), 2);
      case 'd' -> number(t.getDayOfMonth(), 2);
      case 'H' -> number(t.getHour(), 2);
      case 'M' -> number(t.getMinute(), 2);
      case 'S' -> number(t.getSecond(), 2);
      case 'y' -> number(t.getYear() % 100, 2);
      case 'C' -> number(t.getYear() / 100, 1);
      case 'I' -> number(t.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
      case 'j' -> number(t.getDayOfYear(), 3);
      case 'e' -> blank(t.getDayOfMonth());
      case 'k' -> blank(t.getHour());
      case 'l' -> blank(t.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 's' -> new Field(Long.toString(epoch()), 1, '0');
      case 'u' -> number(t.getDayOfWeek().getValue(), 1);
      case 'w' -> number(t.getDayOfWeek().getValue() % 7, 1);
      case 'U' -> number(week(t.getDayOfWeek().getValue() % 7), 2);
      case 'W' -> number(week(t.getDayOfWeek().getValue() - 1), 2);
      case 'V' -> number(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case 'G' -> number(t.get(IsoFields.WEEK_BASED_YEAR), 1);
      case 'g' -> number(t.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
      default -> text(c);
    };
  }

  private Field text(char c) {
    String text =
        switch (c) {
          case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
          case 'P' -> moment.getHour() < 12 ? "am" : "pm";
          case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US);
          case 'A' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US);
          case 'b', 'h' -> moment.getMonth().getDisplayName(TextStyle.SHORT, Locale.US);
          case 'B' -> moment.getMonth().getDisplayName(TextStyle.FULL, Locale.US);
          case 'D', 'x' -> format("%m/%d/%y");
          case 'F' -> format("%Y-%m-%d");
          case 'T', 'X' -> format("%H:%M:%S");
          case 'R' -> format("%H:%M");
          case 'r' -> format("%I:%M:%S %p");
          case 'c' -> format("%a %b %e %H:%M:%S %Y");
          case 'z', 'Z' -> "";
          case '%' -> "%";
          case 'n' -> "\n";
          case 't' -> "\t";
          default -> null;
        };
    return text == null ? null : new Field(text, 0, ' ');
  }

  private static Field number(int value, int width) {
    return new Field(Integer.toString(value), width, '0');
  }

  private static Field blank(int value) {
    return new Field(Integer.toString(value), 2, ' ');
  }

  /** Python asks the system, which knows nothing of the zone but whether it has daylight time. */
  private long epoch() {
    boolean daylight = zone.flatMap(PyZone::daylight).filter(PyTimedelta::isTruthy).isPresent();
    ZoneOffset system = ZoneId.systemDefault().getRules().getOffset(moment);
    return moment.toEpochSecond(system) - (daylight ? 3600 : 0);
  }

  /** Weeks since the first Sunday or Monday of the year; the days before it are week 0. */
  private int week(int daysIntoWeek) {
    return (moment.getDayOfYear() + 6 - daysIntoWeek) / 7;
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

  /** The text of a directive before it is padded. */
  private record Field(String text, int width, char pad) {}
}
