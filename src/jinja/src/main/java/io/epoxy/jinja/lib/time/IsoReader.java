package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python 3.11's {@code fromisoformat} of date, time and datetime. */
public final class IsoReader {
  private static final String DAY =
      "(\\d{4})(?:(-?)(\\d\\d)\\2(\\d\\d)|(-?)W(\\d\\d)(?:\\5(\\d))?)";

  private static final String CLOCK =
      "(\\d\\d)(?:(:?)(\\d\\d)(?:\\X(\\d\\d)(?:[.,](\\d+))?)?)?"
          + "(Z|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d(?:\\.\\d+)?)?)?)?";

  private static final Pattern DATE = Pattern.compile(DAY);
  private static final Pattern MOMENT =
      Pattern.compile(DAY + "(?:(?s:.)" + CLOCK.replace("X", "9") + ")?");
  private static final Pattern TIME = Pattern.compile("T?" + CLOCK.replace("X", "2"));

  /** Groups of a date that come before those of a time. */
  private static final int DATE_GROUPS = 7;

  private IsoReader() {}

  /** {@code date.fromisoformat}. */
  static LocalDate readDate(String text) {
    Matcher matcher = match(DATE, text);
    try {
      return date(matcher);
    } catch (DateTimeException e) {
      throw invalid(text);
    }
  }

  /** {@code datetime.fromisoformat}. */
  public static PyDateTime read(String text) {
    Matcher matcher = match(MOMENT, text);
    try {
      LocalTime time =
          matcher.group(DATE_GROUPS + 1) == null ? LocalTime.MIN : time(matcher, DATE_GROUPS);
      return new PyDateTime(date(matcher).atTime(time), zone(matcher.group(DATE_GROUPS + 6)));
    } catch (DateTimeException e) {
      throw invalid(text);
    }
  }

  /** {@code time.fromisoformat}. */
  static PyTime readTime(String text) {
    Matcher matcher = match(TIME, text);
    try {
      return new PyTime(time(matcher, 0), zone(matcher.group(6)));
    } catch (DateTimeException e) {
      throw invalid(text);
    }
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw invalid(text);
    }
    return matcher;
  }

  private static RuntimeException invalid(String text) {
    return Errors.error("Invalid isoformat string: " + Python.repr(text));
  }

  private static LocalDate date(Matcher matcher) {
    int year = number(matcher.group(1));
    if (matcher.group(6) == null) {
      return TimeFields.date(year, number(matcher.group(3)), number(matcher.group(4)));
    }
    int day = matcher.group(7) == null ? 1 : number(matcher.group(7));
    return TimeFields.isoWeek(year, number(matcher.group(6)), day);
  }

  private static LocalTime time(Matcher matcher, int before) {
    String fraction = matcher.group(before + 5) == null ? "" : matcher.group(before + 5);
    return TimeFields.time(
        number(matcher.group(before + 1)),
        number(matcher.group(before + 3)),
        number(matcher.group(before + 4)),
        number((fraction + "000000").substring(0, 6)));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static Optional<PyZone> zone(String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.equals("Z")) {
      return Optional.of(PyZone.UTC);
    }
    if (text.indexOf('.') >= 0) {
      throw Errors.error("offsets with parts of a second are not supported: " + text);
    }
    String digits = text.replace(":", "");
    int seconds =
        number(digits.substring(1, 3)) * 3600
            + (digits.length() > 3 ? number(digits.substring(3, 5)) * 60 : 0)
            + (digits.length() > 5 ? number(digits.substring(5)) : 0);
    if (seconds >= 86_400) {
      throw Errors.error(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24).");
    }
    int signed = digits.startsWith("-") ? -seconds : seconds;
    return Optional.of(PyZone.ofOffset(ZoneOffset.ofTotalSeconds(signed)));
  }
}
