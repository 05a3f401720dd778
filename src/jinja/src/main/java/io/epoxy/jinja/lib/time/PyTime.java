package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.format.Formattable;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.Operand;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;

/** Python's {@code datetime.time}, without a time zone. Immutable. */
public final class PyTime implements Operand, Formattable {
  private static final LocalDate DAY = LocalDate.of(1900, 1, 1);

  private static final MethodTable<PyTime> METHODS =
      MethodTable.<PyTime>builder("datetime.time")
          .addWithKeywords("isoformat", 0, 1, (self, a) -> self.asString())
          .addWithKeywords(
              "strftime", 1, 1, (self, a) -> self.format(a.requireString("strftime", 0, "format")))
          .addWithKeywords("replace", 0, 4, (self, a) -> self.replace(a))
          .build();

  private final LocalTime time;

  public PyTime(LocalTime time) {
    this.time = Objects.requireNonNull(time, "time");
  }

  public LocalTime time() {
    return time;
  }

  /** {@code time(hour, minute, second, microsecond)}. */
  static PyTime of(Arguments a) {
    return new PyTime(
        TimeFields.time(
            TimeFields.get(a, 0, "hour", 0),
            TimeFields.get(a, 1, "minute", 0),
            TimeFields.get(a, 2, "second", 0),
            TimeFields.get(a, 3, "microsecond", 0)));
  }

  private PyTime replace(Arguments a) {
    return new PyTime(
        TimeFields.time(
            TimeFields.get(a, 0, "hour", time.getHour()),
            TimeFields.get(a, 1, "minute", time.getMinute()),
            TimeFields.get(a, 2, "second", time.getSecond()),
            TimeFields.get(a, 3, "microsecond", time.getNano() / 1000)));
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "hour" -> Value.of((long) time.getHour());
      case "minute" -> Value.of((long) time.getMinute());
      case "second" -> Value.of((long) time.getSecond());
      case "microsecond" -> Value.of((long) time.getNano() / 1000);
      case "tzinfo" -> Value.of(null);
      default -> METHODS.find(this, name);
    };
  }

  @Override
  public Optional<Integer> compareWith(Object other) {
    return other instanceof PyTime one ? Optional.of(time.compareTo(one.time)) : Optional.empty();
  }

  @Override
  public String format(String pattern) {
    return pattern.isEmpty()
        ? asString()
        : TimeFormat.format(time.atDate(DAY), Optional.empty(), pattern);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyTime one && time.equals(one.time);
  }

  @Override
  public int hashCode() {
    return time.hashCode();
  }

  @Override
  public String typeName() {
    return "datetime.time";
  }

  @Override
  public String asString() {
    return format(time.getNano() == 0 ? "%H:%M:%S" : "%H:%M:%S.%f");
  }

  @Override
  public String asRepr() {
    return "datetime.time(" + fields(time) + ")";
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
