package io.epoxy.compiler.context;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the arguments of Python's date and datetime constructors. */
final class DateArguments {
  private DateArguments() {}

  static DateTimeObject dateTime(Arguments arguments) {
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(arguments, 0, "year", null),
              number(arguments, 1, "month", null),
              number(arguments, 2, "day", null),
              number(arguments, 3, "hour", 0),
              number(arguments, 4, "minute", 0),
              number(arguments, 5, "second", 0),
              number(arguments, 6, "microsecond", 0) * 1000);
      return new DateTimeObject(local, zone(arguments, Optional.empty()));
    } catch (DateTimeException e) {
      throw CallError.compilation(e.getMessage());
    }
  }

  static DateObject date(Arguments arguments) {
    try {
      return new DateObject(
          LocalDate.of(
              number(arguments, 0, "year", null),
              number(arguments, 1, "month", null),
              number(arguments, 2, "day", null)));
    } catch (DateTimeException e) {
      throw CallError.compilation(e.getMessage());
    }
  }

  /** {@code datetime.replace(...)}. */
  static JinjaCallable replacer(LocalDateTime local, Optional<ZoneId> zone) {
    return arguments -> {
      try {
        LocalDateTime changed =
            LocalDateTime.of(
                number(arguments, 0, "year", local.getYear()),
                number(arguments, 1, "month", local.getMonthValue()),
                number(arguments, 2, "day", local.getDayOfMonth()),
                number(arguments, 3, "hour", local.getHour()),
                number(arguments, 4, "minute", local.getMinute()),
                number(arguments, 5, "second", local.getSecond()),
                number(arguments, 6, "microsecond", local.getNano() / 1000) * 1000);
        return new DateTimeObject(changed, zone(arguments, zone));
      } catch (DateTimeException e) {
        throw CallError.compilation(e.getMessage());
      }
    };
  }

  private static Optional<ZoneId> zone(Arguments arguments, Optional<ZoneId> whenAbsent) {
    if (!arguments.has(7, "tzinfo")) {
      return whenAbsent;
    }
    Object zone = arguments.get(7, "tzinfo", null);
    return zone == null ? Optional.empty() : Optional.of(ZoneObject.zone(zone));
  }

  private static int number(Arguments arguments, int index, String name, Integer whenAbsent) {
    Object value =
        whenAbsent == null
            ? arguments.require("datetime", index, name)
            : arguments.get(index, name, (long) whenAbsent);
    if (value instanceof Long number) {
      return Math.toIntExact(number);
    }
    throw CallError.compilation("'" + name + "' must be an integer");
  }
}
