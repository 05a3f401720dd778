package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's strptime in the C locale. */
final class TimeParser {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "\\d{4}"),
          Map.entry('m', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('d', "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]"),
          Map.entry('H', "2[0-3]|[01]\\d|\\d"),
          Map.entry('I', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('M', "[0-5]\\d|\\d"),
          Map.entry('S', "6[01]|[0-5]\\d|\\d"),
          Map.entry('f', "\\d{1,6}"),
          Map.entry('y', "\\d\\d"),
          Map.entry('j', "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]"),
          Map.entry('p', "AM|PM|am|pm"),
          Map.entry('b', "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"),
          Map.entry(
              'B',
              "(?i:january|february|march|april|may|june|july|august|september|october|november|december)"),
          Map.entry('a', "(?i:mon|tue|wed|thu|fri|sat|sun)"),
          Map.entry('A', "(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"),
          Map.entry('z', "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z"),
          Map.entry('Z', "(?i:utc|gmt)"));

  private final String text;
  private final String format;
  private final Map<Character, String> fields = new TreeMap<>();

  private TimeParser(String text, String format) {
    this.text = text;
    this.format = format;
  }

  /**
   * Reads a moment.
   *
   * @throws io.epoxy.jinja.JinjaException {@code time data 'x' does not match format '%Y'}
   */
  static PyDateTime parse(String text, String format) {
    TimeParser parser = new TimeParser(text, format);
    parser.match();
    try {
      return parser.moment();
    } catch (DateTimeException e) {
      throw Errors.error("day is out of range for month");
    }
  }

  private void match() {
    StringBuilder pattern = new StringBuilder();
    List<Character> order = new ArrayList<>();
    String expanded =
        format
            .replace("%c", "%a %b %d %H:%M:%S %Y")
            .replace("%x", "%m/%d/%y")
            .replace("%X", "%H:%M:%S")
            .replace("%T", "%H:%M:%S")
            .replace("%D", "%m/%d/%y")
            .replace("%F", "%Y-%m-%d");
    for (int i = 0; i < expanded.length(); i++) {
      char c = expanded.charAt(i);
      if (c == '%' && i + 1 < expanded.length()) {
        char directive = expanded.charAt(++i);
        if (directive == '%') {
          pattern.append('%');
          continue;
        }
        if (!PATTERNS.containsKey(directive)) {
          throw Errors.error(
              "'" + directive + "' is a bad directive in format " + Python.repr(format));
        }
        pattern.append('(').append(PATTERNS.get(directive)).append(')');
        order.add(directive);
      } else if (Character.isWhitespace(c)) {
        pattern.append("\\s+");
      } else {
        pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    Matcher matcher = Pattern.compile(pattern.toString()).matcher(text);
    if (!matcher.lookingAt()) {
      throw Errors.error(
          "time data " + Python.repr(text) + " does not match format " + Python.repr(format));
    }
    if (matcher.end() < text.length()) {
      throw Errors.error("unconverted data remains: " + text.substring(matcher.end()));
    }
    for (int i = 0; i < order.size(); i++) {
      fields.put(order.get(i), matcher.group(i + 1));
    }
  }

  private PyDateTime moment() {
    String fraction = fields.getOrDefault('f', "0");
    int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
    LocalTime time = LocalTime.of(hour(), number('M', 0), Math.min(59, number('S', 0)), nanos);
    return new PyDateTime(LocalDateTime.of(date(), time), zone());
  }

  private LocalDate date() {
    int year = number('Y', 1900);
    if (fields.containsKey('y')) {
      int two = number('y', 0);
      year = two < 69 ? 2000 + two : 1900 + two;
    }
    if (fields.containsKey('j')) {
      return LocalDate.ofYearDay(year, number('j', 1));
    }
    return LocalDate.of(year, month(), number('d', 1));
  }

  private int month() {
    String name = fields.getOrDefault('b', fields.get('B'));
    return name == null
        ? number('m', 1)
        : MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }

  private int hour() {
    if (!fields.containsKey('I')) {
      return number('H', 0);
    }
    int hour = number('I', 12) % 12;
    return fields.getOrDefault('p', "AM").equalsIgnoreCase("PM") ? hour + 12 : hour;
  }

  private Optional<PyZone> zone() {
    String offset = fields.get('z');
    if (offset == null) {
      return Optional.empty();
    }
    return Optional.of(
        offset.equals("Z") ? PyZone.UTC : PyZone.ofOffset(ZoneOffset.of(colons(offset))));
  }

  private static String colons(String offset) {
    String digits = offset.replace(":", "");
    return digits.length() == 5
        ? digits.substring(0, 3) + ":" + digits.substring(3)
        : digits.substring(0, 3) + ":" + digits.substring(3, 5) + ":" + digits.substring(5);
  }

  private int number(char field, int whenAbsent) {
    String digits = fields.get(field);
    return digits == null ? whenAbsent : Integer.parseInt(digits.strip());
  }
}
