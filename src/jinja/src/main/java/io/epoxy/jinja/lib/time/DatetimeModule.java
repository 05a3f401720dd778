package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Conversion;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PythonModule;
import io.epoxy.jinja.value.PythonType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Python's datetime and pytz modules. */
public final class DatetimeModule {
  private DatetimeModule() {}

  /** {@code modules.datetime}. */
  public static JinjaObject datetime() {
    JinjaObject timezone =
        new PythonType("datetime.timezone", DatetimeModule::timezone, Map.of("utc", PyZone.UTC));
    return new PythonModule(
        "datetime",
        Map.of(
            "date", new PythonType("datetime.date", PyDate::of, dateMembers()),
            "datetime", new PythonType("datetime.datetime", PyDateTime::of, momentMembers()),
            "time", new PythonType("datetime.time", PyTime::of, Map.of()),
            "timedelta", new PythonType("datetime.timedelta", PyTimedelta::of, Map.of()),
            "timezone", timezone,
            "MINYEAR", 1L,
            "MAXYEAR", 9999L));
  }

  /** {@code modules.pytz}. */
  public static JinjaObject pytz() {
    JinjaCallable timezone = a -> PyZone.named(a.requireString("timezone", 0, "zone"));
    return new PythonModule(
        "pytz", Map.of("timezone", timezone, "utc", PyZone.PYTZ_UTC, "UTC", PyZone.PYTZ_UTC));
  }

  private static Map<String, Object> dateMembers() {
    JinjaCallable today = a -> new PyDate(LocalDate.now(ZoneId.systemDefault()));
    JinjaCallable fromIso =
        a -> new PyDate(IsoReader.readDate(a.requireString("fromisoformat", 0, "date")));
    JinjaCallable fromOrdinal =
        a -> PyDate.ofOrdinal(Numbers.smallInt(a.require("fromordinal", 0, "ordinal")));
    JinjaCallable fromTimestamp =
        a -> new PyDate(instant(a).atZone(ZoneId.systemDefault()).toLocalDate());
    return Map.of(
        "today", today,
        "fromisoformat", fromIso,
        "fromordinal", fromOrdinal,
        "fromtimestamp", fromTimestamp,
        "min", new PyDate(LocalDate.of(1, 1, 1)),
        "max", new PyDate(LocalDate.of(9999, 12, 31)));
  }

  private static Map<String, Object> momentMembers() {
    JinjaCallable now = a -> now(TimeFields.zone(a.get(0, "tz", null)));
    JinjaCallable today = a -> now(Optional.empty());
    JinjaCallable utcNow = a -> new PyDateTime(at(micros(), ZoneOffset.UTC), Optional.empty());
    JinjaCallable parse =
        a ->
            TimeParser.parse(
                a.requireString("strptime", 0, "date_string"),
                a.requireString("strptime", 1, "format"));
    JinjaCallable fromIso = a -> IsoReader.read(a.requireString("fromisoformat", 0, "date_string"));
    JinjaCallable fromTimestamp = a -> of(instant(a), TimeFields.zone(a.get(1, "tz", null)));
    JinjaCallable utcFromTimestamp =
        a -> new PyDateTime(at(instant(a), ZoneOffset.UTC), Optional.empty());
    JinjaCallable combine = DatetimeModule::combine;
    return Map.of(
        "now", now,
        "today", today,
        "utcnow", utcNow,
        "strptime", parse,
        "fromisoformat", fromIso,
        "fromtimestamp", fromTimestamp,
        "utcfromtimestamp", utcFromTimestamp,
        "combine", combine,
        "min", new PyDateTime(LocalDateTime.of(1, 1, 1, 0, 0), Optional.empty()),
        "max", new PyDateTime(lastMoment(), Optional.empty()));
  }

  private static LocalDateTime lastMoment() {
    return LocalDate.of(9999, 12, 31).atTime(23, 59, 59, 999_999_000);
  }

  private static Object timezone(Arguments a) {
    if (!(a.require("timezone", 0, "offset") instanceof PyTimedelta offset)) {
      throw Errors.error("timezone() argument 1 must be datetime.timedelta");
    }
    BigInteger seconds = offset.micros().divide(BigInteger.valueOf(1_000_000));
    try {
      return PyZone.ofOffset(ZoneOffset.ofTotalSeconds(seconds.intValueExact()));
    } catch (DateTimeException | ArithmeticException e) {
      throw Errors.error("offset must be a timedelta strictly between -24 and 24 hours");
    }
  }

  private static Instant micros() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static LocalDateTime at(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  private static PyDateTime now(Optional<PyZone> zone) {
    return of(micros(), zone);
  }

  private static PyDateTime of(Instant instant, Optional<PyZone> zone) {
    ZoneId id = zone.map(PyZone::zone).orElseGet(ZoneId::systemDefault);
    return new PyDateTime(at(instant, id), zone);
  }

  private static Instant instant(Arguments a) {
    double seconds =
        Conversion.toFloat(a.require("fromtimestamp", 0, "timestamp"))
            .orElseThrow(() -> Errors.error("an integer is required"));
    long whole = (long) Math.floor(seconds);
    if (Math.abs(seconds) > 2e11) {
      throw Errors.error("year is out of range");
    }
    return Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1000);
  }

  private static Object combine(Arguments a) {
    Object date = a.require("combine", 0, "date");
    Object time = a.require("combine", 1, "time");
    LocalDate day =
        date instanceof PyDateTime moment
            ? moment.local().toLocalDate()
            : date instanceof PyDate one ? one.date() : null;
    LocalTime clock = time instanceof PyTime one ? one.time() : null;
    if (day == null || clock == null) {
      throw Errors.error("combine() argument 1 must be datetime.date");
    }
    return new PyDateTime(day.atTime(clock), TimeFields.zone(a.get(2, "tzinfo", null)));
  }
}
