package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.format.Formattable;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Operand;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Python's {@code datetime.time}. Immutable. */
public final class PyTime implements Operand, Formattable {
  private static final LocalDate DAY = LocalDate.of(1900, 1, 1);

  private static final MethodTable<PyTime> METHODS =
      MethodTable.<PyTime>builder("datetime.time")
          .addWithKeywords("isoformat", 0, 1, (self, a) -> self.isoFormat(a))
          .addWithKeywords("strftime", 1, 1, (self, a) -> self.formatted(TimeFields.pattern(a)))
          .addWithKeywords("replace", 0, 5, (self, a) -> self.replace(a))
          .add("utcoffset", 0, 0, (self, a) -> self.offset().orElse(null))
          .add("tzname", 0, 0, (self, a) -> self.fixed().flatMap(PyZone::abbreviation).orElse(null))
          .add("dst", 0, 0, (self, a) -> self.fixed().flatMap(PyZone::daylight).orElse(null))
          .build();

  private static final Set<String> FIELDS =
      Set.of("hour", "minute", "second", "microsecond", "tzinfo", "fold");

  private final LocalTime time;
  private final Optional<PyZone> zone;

  public PyTime(LocalTime time, Optional<PyZone> zone) {
    this.time = Objects.requireNonNull(time, "time");
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /** The zone, unless its offset depends on the day. */
  private Optional<PyZone> fixed() {
    return zone.filter(PyZone::isFixed);
  }

  private Optional<PyTimedelta> offset() {
    return fixed().map(PyZone::utcOffset);
  }

  Optional<PyZone> zone() {
    return zone;
  }

  public LocalTime time() {
    return time;
  }

  /** {@code time(hour, minute, second, microsecond, tzinfo)}. */
  static PyTime of(Arguments a) {
    TimeFields.check(a, 5, FIELDS, "this function");
    LocalTime time =
        TimeFields.time(
            TimeFields.get(a, 0, "hour", 0),
            TimeFields.get(a, 1, "minute", 0),
            TimeFields.get(a, 2, "second", 0),
            TimeFields.get(a, 3, "microsecond", 0));
    return new PyTime(time, TimeFields.zone(a.get(4, "tzinfo", null)));
  }

  private PyTime replace(Arguments a) {
    TimeFields.check(a, 5, FIELDS, "replace()");
    LocalTime changed =
        TimeFields.time(
            TimeFields.get(a, 0, "hour", time.getHour()),
            TimeFields.get(a, 1, "minute", time.getMinute()),
            TimeFields.get(a, 2, "second", time.getSecond()),
            TimeFields.get(a, 3, "microsecond", time.getNano() / 1000));
    Optional<PyZone> other = a.has(4, "tzinfo") ? TimeFields.zone(a.get(4, "tzinfo", null)) : zone;
    return new PyTime(changed, other);
  }

  private String isoFormat(Arguments a) {
    for (String name : a.keyword().keySet()) {
      if (!name.equals("timespec")) {
        throw Errors.error("'" + name + "' is an invalid keyword argument for isoformat()");
      }
    }
    return isoFormat(String.valueOf(a.get(0, "timespec", "auto")));
  }

  private String isoFormat(String precision) {
    String milliseconds = String.format("%03d", time.getNano() / 1_000_000);
    String pattern =
        switch (precision) {
          case "hours" -> "%H";
          case "minutes" -> "%H:%M";
          case "seconds" -> "%H:%M:%S";
          case "milliseconds" -> "%H:%M:%S." + milliseconds;
          case "microseconds" -> "%H:%M:%S.%f";
          case "auto" -> time.getNano() == 0 ? "%H:%M:%S" : "%H:%M:%S.%f";
          default -> throw Errors.error("Unknown timespec value");
        };
    return formatted(pattern) + fixed().map(z -> TimeFormat.offset(z.offset(), ":")).orElse("");
  }

  private String formatted(String pattern) {
    return TimeFormat.format(time.atDate(DAY), fixed(), pattern);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "hour" -> Value.of((long) time.getHour());
      case "minute" -> Value.of((long) time.getMinute());
      case "second" -> Value.of((long) time.getSecond());
      case "microsecond" -> Value.of((long) time.getNano() / 1000);
      case "tzinfo" -> Value.of(zone.orElse(null));
      case "fold" -> Value.of(0L);
      case "min", "max", "resolution" -> DatetimeModule.timeMember(name);
      default -> METHODS.find(this, name);
    };
  }

  @Override
  public Optional<Integer> compareWith(Object other) {
    if (!(other instanceof PyTime one)) {
      return Optional.empty();
    }
    if (fixed().isPresent() != one.fixed().isPresent()) {
      throw Errors.error("can't compare offset-naive and offset-aware times");
    }
    return Optional.of(Long.compare(inUtc(), one.inUtc()));
  }

  /** Nanoseconds since midnight in UTC; those of another day are below zero or beyond a day. */
  private long inUtc() {
    long seconds = fixed().map(z -> z.offset().getTotalSeconds()).orElse(0);
    return time.toNanoOfDay() - seconds * 1_000_000_000L;
  }

  @Override
  public String format(String pattern) {
    return pattern.isEmpty() ? asString() : formatted(pattern);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyTime one
        && fixed().isPresent() == one.fixed().isPresent()
        && inUtc() == one.inUtc();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(inUtc());
  }

  @Override
  public String typeName() {
    return "datetime.time";
  }

  @Override
  public String asString() {
    return isoFormat("auto");
  }

  @Override
  public String asRepr() {
    String tail = zone.map(z -> ", tzinfo=" + z.asRepr()).orElse("");
    return "datetime.time(" + fields(time) + tail + ")";
  }

  /** Hour and minute, and the smaller ones when they are not zero. */
  static String fields(LocalTime time) {
    int micros = time.getNano() / 1000;
    String all = time.getHour() + ", " + time.getMinute();
    if (time.getSecond() != 0 || micros != 0) {
      all += ", " + time.getSecond();
    }
    return micros == 0 ? all : all + ", " + micros;
  }
}
