package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;

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
