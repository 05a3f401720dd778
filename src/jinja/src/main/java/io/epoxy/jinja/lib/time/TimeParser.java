package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's strptime in the C locale (CPython 3.11 {@code _strptime.py}). */
final class TimeParser {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.getDisplayName(TextStyle.FULL, Locale.US).toLowerCase(Locale.ROOT))
          .toList();

  private static final String WEEK = "5[0-3]|[0-4]\\d|\\d";

  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "\\d\\d\\d\\d"),
          Map.entry('G', "\\d\\d\\d\\d"),
          Map.entry('m', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('d', "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]"),
          Map.entry('H', "2[0-3]|[0-1]\\d|\\d"),
          Map.entry('I', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('M', "[0-5]\\d|\\d"),
          Map.entry('S', "6[0-1]|[0-5]\\d|\\d"),
          Map.entry('f', "[0-9]{1,6}"),
          Map.entry('y', "\\d\\d"),
          Map.entry('j', "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]"),
          Map.entry('U', WEEK),
          Map.entry('W', WEEK),
          Map.entry('V', "5[0-3]|0[1-9]|[1-4]\\d|\\d"),
          Map.entry('u', "[1-7]"),
          Map.entry('w', "[0-6]"),
          Map.entry('p', "am|pm"),
          Map.entry('b', String.join("|", MONTHS)),
          Map.entry(
              'B',
              "september|february|november|december|january|october|august|march|april|june|july|may"),
          Map.entry('a', "mon|tue|wed|thu|fri|sat|sun"),
          Map.entry('A', "wednesday|thursday|saturday|tuesday|monday|friday|sunday"),
          Map.entry('z', "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|z"),
          Map.entry('Z', zoneNames()));

  /** A format names each field once; Java's engine recurses for each group. */
  private static final int MAX_PATTERN = 10_000;

  private final String text;
  private final String format;
  private final Map<Character, String> fields = new TreeMap<>();

  private TimeParser(String text, String format) {
    this.text = text;
    this.format = format;
  }

  /** UTC, GMT, and the two names of the system's own zone. */
  private static String zoneNames() {
    TimeZone system = TimeZone.getTimeZone(ZoneId.systemDefault());
    String standard = system.getDisplayName(false, TimeZone.SHORT, Locale.US);
    String daylight = system.getDisplayName(true, TimeZone.SHORT, Locale.US);
    return "utc|gmt|" + Pattern.quote(standard) + "|" + Pattern.quote(daylight);
  }

  /**
   * Reads a moment.
   *
   * @throws io.epoxy.jinja.JinjaException {@code time data 'x' does not match format '%Y'}
   */
  static PyDateTime parse(String text, String format) {
    TimeParser parser = new TimeParser(text, format);
    parser.match();
    return parser.moment();
  }

  private void match() {
    StringBuilder pattern = new StringBuilder();
    List<Character> order = new ArrayList<>();
    String expanded =
        format
            .replace("%c", "%a %b %d %H:%M:%S %Y")
            .replace("%x", "%m/%d/%y")
            .replace("%X", "%H:%M:%S");
    int i = 0;
    while (i < expanded.length()) {
      char c = expanded.charAt(i++);
      if (c == '%') {
        if (i == expanded.length()) {
          throw Errors.error("stray % in format " + Python.repr(format));
        }
        directive(expanded.charAt(i++), pattern, order);
      } else if (Character.isWhitespace(c)) {
        pattern.append("\\s+");
        while (i < expanded.length() && Character.isWhitespace(expanded.charAt(i))) {
          i++;
        }
      } else {
        pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    if (pattern.length() > MAX_PATTERN) {
      throw Errors.limit("the format is too long");
    }
    Matcher matcher = Pattern.compile(pattern.toString(), flags).matcher(text);
    if (!matcher.lookingAt()) {
      throw Errors.error(
          "time data " + Python.repr(text) + " does not match format " + Python.repr(format));
    }
    if (matcher.end() < text.length()) {
      throw Errors.error("unconverted data remains: " + text.substring(matcher.end()));
    }
    for (int group = 0; group < order.size(); group++) {
      fields.put(order.get(group), matcher.group(group + 1));
    }
  }

  private void directive(char directive, StringBuilder pattern, List<Character> order) {
    if (directive == '%') {
      pattern.append('%');
      return;
    }
    if (!PATTERNS.containsKey(directive)) {
      throw Errors.error("'" + directive + "' is a bad directive in format " + Python.repr(format));
    }
    if (order.contains(directive)) {
      throw Errors.error(
          "redefinition of group name '" + directive + "' in format " + Python.repr(format));
    }
    pattern.append('(').append(PATTERNS.get(directive)).append(')');
    order.add(directive);
  }

  private PyDateTime moment() {
    checkIsoWeek();
    String fraction = fields.getOrDefault('f', "0");
    int micros = Integer.parseInt((fraction + "00000").substring(0, 6));
    LocalTime time = TimeFields.time(hour(), number('M', 0), number('S', 0), micros);
    return new PyDateTime(date().atTime(time), zone());
  }

  private void checkIsoWeek() {
    boolean week = fields.containsKey('V');
    boolean weekday = !Collections.disjoint(fields.keySet(), List.of('A', 'a', 'w', 'u'));
    if (fields.containsKey('G')) {
      if (fields.containsKey('j')) {
        throw Errors.error(
            "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use"
                + " '%Y' instead.");
      }
      if (!week || !weekday) {
        throw Errors.error(
            "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday"
                + " directive ('%A', '%a', '%w', or '%u').");
      }
    } else if (week) {
      boolean year = fields.containsKey('Y') || fields.containsKey('y');
      throw Errors.error(
          year && weekday
              ? "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO"
                  + " year '%G' instead."
              : "ISO week directive '%V' must be used with the ISO year directive '%G' and a"
                  + " weekday directive ('%A', '%a', '%w', or '%u').");
    }
  }

  private LocalDate date() {
    boolean named = fields.containsKey('Y') || fields.containsKey('y');
    Optional<DayOfWeek> weekday = weekday();
    if (fields.containsKey('G')) {
      int week = number('V', 1);
      return TimeFields.isoWeek(number('G', 1900), week, weekday.orElseThrow().getValue());
    }
    int year = year(named);
    if (fields.containsKey('j')) {
      return LocalDate.of(year, 1, 1).plusDays(number('j', 1) - 1L);
    }
    boolean byWeek = fields.containsKey('U') || fields.containsKey('W');
    return named && byWeek && weekday.isPresent()
        ? ofWeek(year, weekday.get())
        : TimeFields.date(year, month(), number('d', 1));
  }

  private int year(boolean named) {
    if (!named) {
      return 1900;
    }
    int two = number('y', 0);
    return fields.containsKey('y') ? (two <= 68 ? 2000 : 1900) + two : number('Y', 1900);
  }

  /** The weeks of a year start with its first Sunday (U) or Monday (W); week 0 is before it. */
  private LocalDate ofWeek(int year, DayOfWeek weekday) {
    boolean sunday = fields.containsKey('U');
    int week = number(sunday ? 'U' : 'W', 0);
    LocalDate first = LocalDate.of(year, 1, 1);
    int shift = sunday ? first.getDayOfWeek().getValue() % 7 : first.getDayOfWeek().getValue() - 1;
    int day = sunday ? weekday.getValue() % 7 : weekday.getValue() - 1;
    int weeksBefore = week - (shift == 0 ? 1 : 0);
    return first.plusDays(7L * weeksBefore + day - shift);
  }

  private Optional<DayOfWeek> weekday() {
    String name = fields.getOrDefault('A', fields.get('a'));
    if (name != null) {
      String start = name.toLowerCase(Locale.ROOT);
      return Arrays.stream(DayOfWeek.values())
          .filter(day -> DAYS.get(day.ordinal()).startsWith(start))
          .findFirst();
    }
    if (fields.containsKey('w')) {
      return Optional.of(DayOfWeek.of(number('w', 0) == 0 ? 7 : number('w', 0)));
    }
    return fields.containsKey('u') ? Optional.of(DayOfWeek.of(number('u', 1))) : Optional.empty();
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
    return fields.getOrDefault('p', "am").equalsIgnoreCase("pm") ? hour + 12 : hour;
  }

  private Optional<PyZone> zone() {
    String offset = fields.get('z');
    if (offset == null) {
      return Optional.empty();
    }
    if (offset.equalsIgnoreCase("z")) {
      return Optional.of(PyZone.UTC);
    }
    if (offset.indexOf('.') >= 0) {
      throw Errors.error("offsets with parts of a second are not supported: " + offset);
    }
    String digits = offset.replace(":", "");
    int seconds =
        Integer.parseInt(digits.substring(1, 3)) * 3600
            + Integer.parseInt(digits.substring(3, 5)) * 60
            + (digits.length() > 5 ? Integer.parseInt(digits.substring(5)) : 0);
    int signed = digits.startsWith("-") ? -seconds : seconds;
    if (seconds >= 86_400) {
      throw Errors.error(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24).");
    }
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(signed);
    String name = fields.get('Z');
    return Optional.of(
        name == null ? PyZone.ofOffset(zone) : FixedZone.of(zone, Optional.of(name)));
  }

  private int number(char field, int whenAbsent) {
    String digits = fields.get(field);
    return digits == null ? whenAbsent : Integer.parseInt(digits.strip());
  }
}
