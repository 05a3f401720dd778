package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.format.Formattable;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Operand;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Python's {@code datetime.datetime}, naive or in a time zone. Immutable. */
public final class PyDateTime implements Operand, Formattable {
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000L);

  private static final MethodTable<PyDateTime> METHODS =
      MethodTable.<PyDateTime>builder("datetime.datetime")
          .add("date", 0, 0, (self, a) -> new PyDate(self.local.toLocalDate()))
          .add("time", 0, 0, (self, a) -> self.time(Optional.empty()))
          .add("timetz", 0, 0, (self, a) -> self.time(self.zone))
          .add(
              "timetuple", 0, 0, (self, a) -> TimeFields.timeTuple(self.local, self.daylightFlag()))
          .add("utctimetuple", 0, 0, (self, a) -> TimeFields.timeTuple(self.comparable(), 0))
          .add("weekday", 0, 0, (self, a) -> self.local.getDayOfWeek().getValue() - 1L)
          .add("isoweekday", 0, 0, (self, a) -> (long) self.local.getDayOfWeek().getValue())
          .add("isocalendar", 0, 0, (self, a) -> PyDate.isoCalendar(self.local.toLocalDate()))
          .add("toordinal", 0, 0, (self, a) -> self.ordinal())
          .add("timestamp", 0, 0, (self, a) -> self.timestamp())
          .add("utcoffset", 0, 0, (self, a) -> self.zone.map(PyZone::utcOffset).orElse(null))
          .add("tzname", 0, 0, (self, a) -> self.zoneName())
          .add("dst", 0, 0, (self, a) -> self.zone.flatMap(PyZone::daylight).orElse(null))
          .add("ctime", 0, 0, (self, a) -> TimeFields.text(self.local))
          .addWithKeywords("isoformat", 0, 2, (self, a) -> self.isoFormat(a))
          .addWithKeywords("astimezone", 0, 1, (self, a) -> self.inZone(a))
          .addWithKeywords("replace", 0, 8, (self, a) -> self.replace(a))
          .addWithKeywords(
              "strftime",
              1,
              1,
              (self, a) -> TimeFormat.format(self.local, self.zone, TimeFields.pattern(a)))
          .build();

  private static final Set<String> FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold");

  private final LocalDateTime local;
  private final Optional<PyZone> zone;

  /** Smaller parts than microseconds are cut off. */
  public PyDateTime(LocalDateTime local, Optional<PyZone> zone) {
    this.local = local.truncatedTo(ChronoUnit.MICROS);
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  public LocalDateTime local() {
    return local;
  }

  public Optional<PyZone> zone() {
    return zone;
  }

  /** The same moment; a naive one is taken for the system's local time, as Python does. */
  public OffsetDateTime atOffset() {
    return local.atOffset(offset());
  }

  /** {@code datetime(year, month, day, hour=0, ..)}. */
  static PyDateTime of(Arguments a) {
    TimeFields.check(a, 8, FIELDS, "this function");
    int year = TimeFields.require("datetime", a, 0, "year");
    int month = TimeFields.require("datetime", a, 1, "month");
    int day = TimeFields.require("datetime", a, 2, "day");
    LocalTime time =
        TimeFields.time(
            TimeFields.get(a, 3, "hour", 0),
            TimeFields.get(a, 4, "minute", 0),
            TimeFields.get(a, 5, "second", 0),
            TimeFields.get(a, 6, "microsecond", 0));
    Optional<PyZone> zone = TimeFields.zone(a.get(7, "tzinfo", null));
    return new PyDateTime(TimeFields.date(year, month, day).atTime(time), zone);
  }

  private PyDateTime replace(Arguments a) {
    TimeFields.check(a, 8, FIELDS, "replace()");
    int year = TimeFields.get(a, 0, "year", local.getYear());
    int month = TimeFields.get(a, 1, "month", local.getMonthValue());
    int day = TimeFields.get(a, 2, "day", local.getDayOfMonth());
    LocalTime time =
        TimeFields.time(
            TimeFields.get(a, 3, "hour", local.getHour()),
            TimeFields.get(a, 4, "minute", local.getMinute()),
            TimeFields.get(a, 5, "second", local.getSecond()),
            TimeFields.get(a, 6, "microsecond", local.getNano() / 1000));
    Optional<PyZone> other = a.has(7, "tzinfo") ? TimeFields.zone(a.get(7, "tzinfo", null)) : zone;
    return new PyDateTime(TimeFields.date(year, month, day).atTime(time), other);
  }

  private long ordinal() {
    return local.toLocalDate().toEpochDay() + 719_163;
  }

  private ZoneOffset offset() {
    return zone.map(PyZone::offset)
        .orElseGet(() -> ZoneId.systemDefault().getRules().getOffset(local));
  }

  private double timestamp() {
    return local.toEpochSecond(offset()) + local.getNano() / 1000 / 1e6;
  }

  Instant instant() {
    return local.toInstant(offset());
  }

  private PyTime time(Optional<PyZone> of) {
    return new PyTime(local.toLocalTime(), of);
  }

  /** For a struct_time: -1 when not known. */
  private int daylightFlag() {
    return zone.flatMap(PyZone::daylight).map(amount -> amount.isTruthy() ? 1 : 0).orElse(-1);
  }

  private Object zoneName() {
    return zone.flatMap(PyZone::abbreviation).orElse(null);
  }

  private PyDateTime inZone(Arguments a) {
    Optional<PyZone> wanted = TimeFields.zone(a.get(0, "tz", null));
    return inZone(wanted.orElseGet(() -> TimeFields.systemZone(instant())));
  }

  PyDateTime inZone(PyZone other) {
    return other.at(instant());
  }

  private String isoFormat(Arguments a) {
    Object separator = a.get(0, "sep", "T");
    Object precision = a.get(1, "timespec", "auto");
    String time =
        switch (String.valueOf(precision)) {
          case "hours" -> "%H";
          case "minutes" -> "%H:%M";
          case "seconds" -> "%H:%M:%S";
          case "milliseconds" -> "%H:%M:%S." + String.format("%03d", local.getNano() / 1_000_000);
          case "microseconds" -> "%H:%M:%S.%f";
          case "auto" -> local.getNano() == 0 ? "%H:%M:%S" : "%H:%M:%S.%f";
          default -> throw Errors.error("Unknown timespec value");
        };
    String date = new PyDate(local.toLocalDate()).asString();
    return date + separator + TimeFormat.format(local, zone, time) + offsetText();
  }

  private String offsetText() {
    return zone.map(z -> TimeFormat.offset(z.offset(), ":")).orElse("");
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "year" -> Value.of((long) local.getYear());
      case "month" -> Value.of((long) local.getMonthValue());
      case "day" -> Value.of((long) local.getDayOfMonth());
      case "hour" -> Value.of((long) local.getHour());
      case "minute" -> Value.of((long) local.getMinute());
      case "second" -> Value.of((long) local.getSecond());
      case "microsecond" -> Value.of((long) local.getNano() / 1000);
      case "tzinfo" -> Value.of(zone.orElse(null));
      case "fold" -> Value.of(0L);
      case "min", "max", "resolution" -> DatetimeModule.momentMember(name);
      default -> METHODS.find(this, name);
    };
  }

  @Override
  public Optional<Value> operate(BinaryOperator operator, Object other) {
    if (other instanceof PyTimedelta delta) {
      return switch (operator) {
        case ADD -> Value.of(plus(delta.micros()));
        case SUBTRACT -> Value.of(plus(delta.micros().negate()));
        default -> Optional.empty();
      };
    }
    if (other instanceof PyDateTime earlier && operator == BinaryOperator.SUBTRACT) {
      if (zone.isPresent() != earlier.zone.isPresent()) {
        throw Errors.error("can't subtract offset-naive and offset-aware datetimes");
      }
      Duration between = Duration.between(earlier.comparable(), comparable());
      BigInteger seconds = BigInteger.valueOf(between.getSeconds()).multiply(SECOND);
      return Value.of(
          PyTimedelta.ofMicros(seconds.add(BigInteger.valueOf(between.getNano() / 1000))));
    }
    return Optional.empty();
  }

  private PyDateTime plus(BigInteger micros) {
    try {
      BigInteger[] parts = micros.divideAndRemainder(SECOND);
      LocalDateTime result =
          local.plusSeconds(parts[0].longValueExact()).plusNanos(parts[1].longValue() * 1000);
      if (result.getYear() >= 1 && result.getYear() <= 9999) {
        return new PyDateTime(result, zone);
      }
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw Errors.error("date value out of range");
    }
    throw Errors.error("date value out of range");
  }

  /** In UTC when there is a zone. */
  private LocalDateTime comparable() {
    return zone.isPresent()
        ? LocalDateTime.ofInstant(local.toInstant(offset()), ZoneOffset.UTC)
        : local;
  }

  @Override
  public Optional<Value> operateReflected(BinaryOperator operator, Object other) {
    return operator == BinaryOperator.ADD ? operate(operator, other) : Optional.empty();
  }

  @Override
  public Optional<Integer> compareWith(Object other) {
    if (other instanceof PyDate) {
      throw Errors.error("can't compare datetime.datetime to datetime.date");
    }
    if (!(other instanceof PyDateTime one)) {
      return Optional.empty();
    }
    if (zone.isPresent() != one.zone.isPresent()) {
      throw Errors.error("can't compare offset-naive and offset-aware datetimes");
    }
    return Optional.of(comparable().compareTo(one.comparable()));
  }

  @Override
  public String format(String pattern) {
    return pattern.isEmpty() ? asString() : TimeFormat.format(local, zone, pattern);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyDateTime one
        && zone.isPresent() == one.zone.isPresent()
        && comparable().equals(one.comparable());
  }

  @Override
  public int hashCode() {
    return comparable().hashCode();
  }

  @Override
  public String typeName() {
    return "datetime.datetime";
  }

  @Override
  public String asString() {
    return isoFormat(Arguments.of(" "));
  }

  @Override
  public String asRepr() {
    return "datetime.datetime("
        + local.getYear()
        + ", "
        + local.getMonthValue()
        + ", "
        + local.getDayOfMonth()
        + ", "
        + PyTime.fields(local.toLocalTime())
        + zone.map(z -> ", tzinfo=" + z.asRepr()).orElse("")
        + ")";
  }
}
