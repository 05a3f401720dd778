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

/** Python 3.11's {@code fromisoformat}, week dates excepted. */
final class IsoReader {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})(-?)(\\d\\d)\\2(\\d\\d)"
              + "(?:.(\\d\\d)(?::?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d{1,9}))?)?)?"
              + "(Z|[+-]\\d\\d:?\\d\\d(?::?\\d\\d)?)?)?");

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\d{8}");

  private IsoReader() {}

  /** {@code date.fromisoformat}: a day and nothing after it. */
  static LocalDate readDate(String text) {
    if (!DAY.matcher(text).matches()) {
      throw Errors.error("Invalid isoformat string: " + Python.repr(text));
    }
    return read(text).local().toLocalDate();
  }

  static PyDateTime read(String text) {
    Matcher matcher = ISO.matcher(text);
    if (!matcher.matches()) {
      throw Errors.error("Invalid isoformat string: " + Python.repr(text));
    }
    try {
      LocalDate date =
          TimeFields.date(
              number(matcher.group(1)), number(matcher.group(3)), number(matcher.group(4)));
      String fraction = matcher.group(8) == null ? "" : matcher.group(8);
      int micros = number((fraction + "000000").substring(0, 6));
      LocalTime time =
          TimeFields.time(
              number(matcher.group(5)), number(matcher.group(6)), number(matcher.group(7)), micros);
      return new PyDateTime(date.atTime(time), zone(matcher.group(9)));
    } catch (DateTimeException e) {
      throw Errors.error("Invalid isoformat string: " + Python.repr(text));
    }
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
    String digits = text.replace(":", "");
    int seconds =
        number(digits.substring(1, 3)) * 3600
            + number(digits.substring(3, 5)) * 60
            + (digits.length() > 5 ? number(digits.substring(5)) : 0);
    return Optional.of(
        PyZone.ofOffset(ZoneOffset.ofTotalSeconds(digits.startsWith("-") ? -seconds : seconds)));
  }
}
