package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.Conversion;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Python's datetime and pytz modules. */
public final class DatetimeModule {
  private DatetimeModule() {}

  /** {@code modules.datetime}. */
  public static JinjaObject datetime() {
    JinjaObject timezone =
        new PythonType("datetime.timezone", DatetimeModule::timezone, Map.of("utc", PyZone.UTC));
    JinjaCallable timeFromIso =
        a -> IsoReader.readTime(a.requireString("fromisoformat", 0, "time_string"));
    Map<String, Object> timeMembers = new LinkedHashMap<>(bounds(DatetimeModule::timeMember));
    timeMembers.put("fromisoformat", timeFromIso);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("date", new PythonType("datetime.date", PyDate::of, dateMembers()));
    members.put("datetime", new PythonType("datetime.datetime", PyDateTime::of, momentMembers()));
    members.put("time", new PythonType("datetime.time", PyTime::of, timeMembers));
    members.put(
        "timedelta",
        new PythonType("datetime.timedelta", PyTimedelta::of, bounds(DatetimeModule::deltaMember)));
    members.put("tzinfo", new PythonType("datetime.tzinfo", DatetimeModule::noZone, Map.of()));
    members.put("timezone", timezone);
    members.put("MINYEAR", 1L);
    members.put("MAXYEAR", 9999L);
    return new FrozenDict(members);
  }

  private static Object noZone(Arguments a) {
    throw Errors.error("tzinfo is made by timezone() and by pytz");
  }

  /** {@code modules.pytz}. */
  public static JinjaObject pytz() {
    JinjaCallable timezone = a -> PyZone.named(Python.str(a.require("timezone", 0, "zone")));
    JinjaCallable fixed =
        a -> FixedZone.ofMinutes(Numbers.smallInt(a.require("FixedOffset", 0, "offset")));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("timezone", timezone);
    members.put("utc", PyZone.PYTZ_UTC);
    members.put("UTC", PyZone.PYTZ_UTC);
    members.put("FixedOffset", fixed);
    members.put("all_timezones", PyTuple.copyOf(ZoneNames.all()));
    members.put("all_timezones_set", PyTuple.copyOf(ZoneNames.all()));
    return new FrozenDict(members);
  }

  private static Map<String, Object> bounds(Function<String, Optional<Value>> member) {
    return Map.of(
        "min", member.apply("min").orElseThrow().get(),
        "max", member.apply("max").orElseThrow().get(),
        "resolution", member.apply("resolution").orElseThrow().get());
  }

  static Optional<Value> dateMember(String name) {
    return switch (name) {
      case "min" -> Value.of(new PyDate(LocalDate.of(1, 1, 1)));
      case "max" -> Value.of(new PyDate(LocalDate.of(9999, 12, 31)));
      default -> Value.of(PyTimedelta.ofMicros(86_400_000_000L));
    };
  }

  static Optional<Value> momentMember(String name) {
    return switch (name) {
      case "min" -> Value.of(new PyDateTime(LocalDateTime.of(1, 1, 1, 0, 0), Optional.empty()));
      case "max" -> Value.of(new PyDateTime(lastMoment(), Optional.empty()));
      default -> Value.of(PyTimedelta.ofMicros(1));
    };
  }

  static Optional<Value> timeMember(String name) {
    return switch (name) {
      case "min" -> Value.of(new PyTime(LocalTime.MIN, Optional.empty()));
      case "max" -> Value.of(new PyTime(lastMoment().toLocalTime(), Optional.empty()));
      default -> Value.of(PyTimedelta.ofMicros(1));
    };
  }

  static Optional<Value> deltaMember(String name) {
    long days = 999_999_999L;
    BigInteger day = BigInteger.valueOf(86_400_000_000L);
    BigInteger last = day.multiply(BigInteger.valueOf(days + 1)).subtract(BigInteger.ONE);
    return switch (name) {
      case "min" -> Value.of(PyTimedelta.ofMicros(day.multiply(BigInteger.valueOf(-days))));
      case "max" -> Value.of(PyTimedelta.ofMicros(last));
      default -> Value.of(PyTimedelta.ofMicros(1));
    };
  }

  private static Map<String, Object> dateMembers() {
    JinjaCallable today = a -> new PyDate(LocalDate.now(ZoneId.systemDefault()));
    JinjaCallable fromIso =
        a -> new PyDate(IsoReader.readDate(a.requireString("fromisoformat", 0, "date")));
    JinjaCallable fromOrdinal =
        a -> PyDate.ofOrdinal(Numbers.smallInt(a.require("fromordinal", 0, "ordinal")));
    JinjaCallable fromTimestamp =
        a -> new PyDate(instant(a).atZone(ZoneId.systemDefault()).toLocalDate());
    JinjaCallable fromIsoCalendar = a -> new PyDate(isoWeek(a));
    Map<String, Object> members = new LinkedHashMap<>(bounds(DatetimeModule::dateMember));
    members.put("today", today);
    members.put("fromisoformat", fromIso);
    members.put("fromordinal", fromOrdinal);
    members.put("fromtimestamp", fromTimestamp);
    members.put("fromisocalendar", fromIsoCalendar);
    return members;
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
    JinjaCallable fromOrdinal =
        a ->
            start(
                PyDate.ofOrdinal(Numbers.smallInt(a.require("fromordinal", 0, "ordinal"))).date());
    JinjaCallable fromIsoCalendar = a -> start(isoWeek(a));
    Map<String, Object> members = new LinkedHashMap<>(bounds(DatetimeModule::momentMember));
    members.put("now", now);
    members.put("today", today);
    members.put("utcnow", utcNow);
    members.put("strptime", parse);
    members.put("fromisoformat", fromIso);
    members.put("fromtimestamp", fromTimestamp);
    members.put("utcfromtimestamp", utcFromTimestamp);
    members.put("combine", combine);
    members.put("fromordinal", fromOrdinal);
    members.put("fromisocalendar", fromIsoCalendar);
    return members;
  }

  private static PyDateTime start(LocalDate date) {
    return new PyDateTime(date.atStartOfDay(), Optional.empty());
  }

  private static LocalDate isoWeek(Arguments a) {
    return TimeFields.isoWeek(
        TimeFields.require("fromisocalendar", a, 0, "year"),
        TimeFields.require("fromisocalendar", a, 1, "week"),
        TimeFields.require("fromisocalendar", a, 2, "day"));
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
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(seconds.intValueExact());
      return a.has(1, "name")
          ? FixedZone.of(zone, Optional.of(a.requireString("timezone", 1, "name")))
          : PyZone.ofOffset(zone);
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
    return zone.map(z -> z.at(instant))
        .orElseGet(() -> new PyDateTime(at(instant, ZoneId.systemDefault()), Optional.empty()));
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
    Optional<PyZone> zone =
        a.has(2, "tzinfo") ? TimeFields.zone(a.get(2, "tzinfo", null)) : ((PyTime) time).zone();
    return new PyDateTime(day.atTime(clock), zone);
  }
}
