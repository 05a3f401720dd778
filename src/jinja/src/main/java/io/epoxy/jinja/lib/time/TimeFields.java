package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.NamedTuple;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of dates and times as arguments, checked as Python checks them. */
final class TimeFields {
  private TimeFields() {}

  static int require(String function, Arguments a, int index, String name) {
    if (!a.has(index, name)) {
      throw Errors.error(
          "function missing required argument '" + name + "' (pos " + (index + 1) + ")");
    }
    return number(a.require(function, index, name));
  }

  static int get(Arguments a, int index, String name, int whenAbsent) {
    return a.has(index, name) ? number(a.get(index, name, null)) : whenAbsent;
  }

  private static int number(Object value) {
    if (!Numbers.isInteger(value)) {
      throw Errors.object(value, "cannot be interpreted as an integer");
    }
    return Numbers.smallInt(value);
  }

  /** Refuses arguments beyond {@code most}, and names that are not among {@code names}. */
  static void check(Arguments a, int most, Set<String> names, String where) {
    for (String name : a.keyword().keySet()) {
      if (!names.contains(name)) {
        throw Errors.error("'" + name + "' is an invalid keyword argument for " + where);
      }
    }
    int given = a.positional().size() + a.keyword().size();
    if (given > most + (a.keyword().containsKey("fold") ? 1 : 0)) {
      String function = where.startsWith("this") ? "function" : where;
      throw Errors.error(function + " takes at most " + most + " arguments (" + given + " given)");
    }
  }

  /** The pattern of strftime. */
  static String pattern(Arguments a) {
    Object value = a.require("strftime", 0, "format");
    if (value instanceof String text) {
      return text;
    }
    throw Errors.error("strftime() argument 1 must be str, not " + Python.typeName(value));
  }

  /** {@code ctime()}. */
  static String text(LocalDateTime moment) {
    String year = String.format("%04d", moment.getYear());
    return TimeFormat.format(moment, Optional.empty(), "%a %b %e %H:%M:%S ") + year;
  }

  /** {@code timetuple()}. */
  static NamedTuple timeTuple(LocalDateTime moment, int daylight) {
    return NamedTuple.of(
        "time.struct_time",
        List.of(
            "tm_year",
            "tm_mon",
            "tm_mday",
            "tm_hour",
            "tm_min",
            "tm_sec",
            "tm_wday",
            "tm_yday",
            "tm_isdst"),
        List.of(
            (long) moment.getYear(),
            (long) moment.getMonthValue(),
            (long) moment.getDayOfMonth(),
            (long) moment.getHour(),
            (long) moment.getMinute(),
            (long) moment.getSecond(),
            moment.getDayOfWeek().getValue() - 1L,
            (long) moment.getDayOfYear(),
            (long) daylight));
  }

  /** The system's own offset then, as astimezone() takes it. */
  static PyZone systemZone(Instant instant) {
    ZoneId system = ZoneId.systemDefault();
    return FixedZone.of(
        system.getRules().getOffset(instant), Optional.of(ZoneNames.abbreviation(system, instant)));
  }

  static LocalDate date(int year, int month, int day) {
    if (year < 1 || year > 9999) {
      throw Errors.error("year " + year + " is out of range");
    }
    if (month < 1 || month > 12) {
      throw Errors.error("month must be in 1..12");
    }
    if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      throw Errors.error("day is out of range for month");
    }
    return LocalDate.of(year, month, day);
  }

  /** {@code date.fromisocalendar}. */
  static LocalDate isoWeek(int year, int week, int day) {
    if (year < 1 || year > 9999) {
      throw Errors.error("Year is out of range: " + year);
    }
    LocalDate inYear = LocalDate.of(year, 1, 4);
    long weeks = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inYear).getMaximum();
    if (week < 1 || week > weeks) {
      throw Errors.error("Invalid week: " + week);
    }
    if (day < 1 || day > 7) {
      throw Errors.error("Invalid weekday: " + day + " (range is [1, 7])");
    }
    return inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(ChronoField.DAY_OF_WEEK, day);
  }

  static LocalTime time(int hour, int minute, int second, int micro) {
    check(hour, 23, "hour must be in 0..23");
    check(minute, 59, "minute must be in 0..59");
    check(second, 59, "second must be in 0..59");
    check(micro, 999_999, "microsecond must be in 0..999999");
    return LocalTime.of(hour, minute, second, micro * 1000);
  }

  private static void check(int value, int most, String message) {
    if (value < 0 || value > most) {
      throw Errors.error(message);
    }
  }

  static Optional<PyZone> zone(Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof PyZone zone) {
      return Optional.of(zone);
    }
    throw Errors.error(
        "tzinfo argument must be None or of a tzinfo subclass, not type '"
            + Python.typeName(value)
            + "'");
  }
}
