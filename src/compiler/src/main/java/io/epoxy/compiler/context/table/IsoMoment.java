package io.epoxy.compiler.context.table;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.lib.time.PyDateTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments in each form of ISO 8601 that dbt's seeds know: with and without separators, with weeks
 * and days of the year, cut short, and with a fraction of the last part (isodate 0.7 {@code
 * parse_datetime}).
 */
final class IsoMoment {
  private static final Pattern MONTH_DAY =
      Pattern.compile("(\\d{4})(?:-(\\d\\d)-(\\d\\d)|(\\d\\d)(\\d\\d))");
  private static final Pattern WEEK =
      Pattern.compile("(\\d{4})(?:-W(\\d\\d)(?:-(\\d))?|W(\\d\\d)(\\d)?)");
  private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{4})-?(\\d{3})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-?(\\d\\d)");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern CENTURY = Pattern.compile("\\d\\d");

  private static final String ZONE = "(Z|([+-])(\\d\\d)(?::?(\\d\\d))?)?";
  private static final String FRACTION = "(?:[,.]\\d+)?";

  /** Hour, minute, second, as far as they are there; then the zone. */
  private static final List<Pattern> TIMES =
      List.of(
          time("(\\d\\d):(\\d\\d):(\\d\\d" + FRACTION + ")"),
          time("(\\d\\d)(\\d\\d)(\\d\\d" + FRACTION + ")"),
          time("(\\d\\d):(\\d\\d" + FRACTION + ")()"),
          time("(\\d\\d)(\\d\\d" + FRACTION + ")()"),
          time("(\\d\\d" + FRACTION + ")()()"));

  private IsoMoment() {}

  private static Pattern time(String parts) {
    return Pattern.compile(parts + ZONE);
  }

  /**
   * The moment; null when the text has none of the forms.
   *
   * @throws DateTimeException when there is no such day or time
   */
  static PyDateTime parse(String text) {
    int separator = text.indexOf('T');
    if (separator < 0 || text.indexOf('T', separator + 1) >= 0) {
      return null;
    }
    LocalDate date = date(text.substring(0, separator));
    String time = text.substring(separator + 1);
    if (date == null) {
      return null;
    }
    for (Pattern form : TIMES) {
      Matcher parts = form.matcher(time);
      if (parts.matches()) {
        return moment(date, parts);
      }
    }
    return null;
  }

  private static PyDateTime moment(LocalDate date, Matcher parts) {
    BigDecimal hour = number(parts.group(1));
    BigDecimal minute = number(parts.group(2)).add(rest(hour));
    BigDecimal second = number(parts.group(3)).add(rest(minute));
    int micros =
        second
            .remainder(BigDecimal.ONE)
            .movePointRight(6)
            .setScale(0, RoundingMode.FLOOR)
            .intValueExact();
    LocalDateTime local =
        date.atTime(hour.intValue(), minute.intValue(), second.intValue(), micros * 1000);
    if (parts.group(4) == null) {
      return new PyDateTime(local, Optional.empty());
    }
    return TemplateValues.moment(local.toInstant(offset(parts)));
  }

  private static BigDecimal number(String text) {
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text.replace(',', '.'));
  }

  /** What a fraction of an hour is in minutes, of a minute in seconds. */
  private static BigDecimal rest(BigDecimal part) {
    return part.remainder(BigDecimal.ONE).multiply(BigDecimal.valueOf(60));
  }

  private static ZoneOffset offset(Matcher parts) {
    if (parts.group(5) == null) {
      return ZoneOffset.UTC;
    }
    int sign = parts.group(5).equals("-") ? -1 : 1;
    int minutes = parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7));
    return ZoneOffset.ofTotalSeconds(
        sign * (Integer.parseInt(parts.group(6)) * 3600 + minutes * 60));
  }

  private static LocalDate date(String text) {
    Matcher found = MONTH_DAY.matcher(text);
    if (found.matches()) {
      boolean extended = found.group(2) != null;
      return day(
          found.group(1),
          found.group(extended ? 2 : 4),
          Integer.parseInt(found.group(extended ? 3 : 5)));
    }
    found = WEEK.matcher(text);
    if (found.matches()) {
      boolean extended = found.group(2) != null;
      String day = found.group(extended ? 3 : 5);
      return week(found.group(1), found.group(extended ? 2 : 4), day == null ? "1" : day);
    }
    found = DAY_OF_YEAR.matcher(text);
    if (found.matches()) {
      return day(found.group(1), "1", 1).plusDays(Long.parseLong(found.group(2)) - 1);
    }
    found = MONTH.matcher(text);
    if (found.matches()) {
      return day(found.group(1), found.group(2), 1);
    }
    if (YEAR.matcher(text).matches()) {
      return day(text, "1", 1);
    }
    return CENTURY.matcher(text).matches()
        ? LocalDate.of(Integer.parseInt(text) * 100 + 1, 1, 1)
        : null;
  }

  /** Python has no year 0. */
  private static LocalDate day(String year, String month, int day) {
    if (Integer.parseInt(year) == 0) {
      throw new DateTimeException("year 0 is out of range");
    }
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), day);
  }

  private static LocalDate week(String year, String week, String day) {
    LocalDate first = day(year, "1", 1);
    int firstWeek = first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == 1 ? 1 : 0;
    return first
        .plus(Integer.parseInt(week) - firstWeek, ChronoUnit.WEEKS)
        .plusDays(Integer.parseInt(day) - first.getDayOfWeek().getValue());
  }
}
