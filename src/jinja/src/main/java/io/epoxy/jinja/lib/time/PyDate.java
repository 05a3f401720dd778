package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.format.Formattable;
import io.epoxy.jinja.method.MethodTable;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.NamedTuple;
import io.epoxy.jinja.value.Operand;
import io.epoxy.jinja.value.PyTuple;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Python's {@code datetime.date}. Immutable. */
public final class PyDate implements Operand, Formattable {
  private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);

  /** Python's day 1 is 0001-01-01, Java's day 0 is 1970-01-01. */
  private static final long ORDINAL_OF_EPOCH = 719_163;

  private static final MethodTable<PyDate> METHODS =
      MethodTable.<PyDate>builder("datetime.date")
          .add("weekday", 0, 0, (self, a) -> self.date.getDayOfWeek().getValue() - 1L)
          .add("isoweekday", 0, 0, (self, a) -> (long) self.date.getDayOfWeek().getValue())
          .add("isoformat", 0, 0, (self, a) -> self.asString())
          .add("toordinal", 0, 0, (self, a) -> self.date.toEpochDay() + ORDINAL_OF_EPOCH)
          .add("isocalendar", 0, 0, (self, a) -> isoCalendar(self.date))
          .add("ctime", 0, 0, (self, a) -> TimeFields.text(self.start()))
          .add("timetuple", 0, 0, (self, a) -> TimeFields.timeTuple(self.start(), -1))
          .addWithKeywords(
              "strftime",
              1,
              1,
              (self, a) -> TimeFormat.format(self.start(), Optional.empty(), TimeFields.pattern(a)))
          .addWithKeywords("replace", 0, 3, (self, a) -> self.replace(a))
          .build();

  private static final Set<String> FIELDS = Set.of("year", "month", "day");

  private final LocalDate date;

  public PyDate(LocalDate date) {
    this.date = Objects.requireNonNull(date, "date");
  }

  public LocalDate date() {
    return date;
  }

  /** {@code date(year, month, day)}. */
  static PyDate of(Arguments a) {
    TimeFields.check(a, 3, FIELDS, "this function");
    int year = TimeFields.require("date", a, 0, "year");
    int month = TimeFields.require("date", a, 1, "month");
    int day = TimeFields.require("date", a, 2, "day");
    return new PyDate(TimeFields.date(year, month, day));
  }

  static PyDate ofOrdinal(long ordinal) {
    if (ordinal < 1) {
      throw Errors.error("ordinal must be >= 1");
    }
    return new PyDate(LocalDate.ofEpochDay(ordinal - ORDINAL_OF_EPOCH)).plusDays(0);
  }

  static PyTuple isoCalendar(LocalDate date) {
    return NamedTuple.of(
        "datetime.IsoCalendarDate",
        List.of("year", "week", "weekday"),
        List.of(
            (long) date.get(IsoFields.WEEK_BASED_YEAR),
            (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
            (long) date.getDayOfWeek().getValue()));
  }

  private LocalDateTime start() {
    return date.atStartOfDay();
  }

  private PyDate replace(Arguments a) {
    TimeFields.check(a, 3, FIELDS, "replace()");
    int year = TimeFields.get(a, 0, "year", date.getYear());
    int month = TimeFields.get(a, 1, "month", date.getMonthValue());
    int day = TimeFields.get(a, 2, "day", date.getDayOfMonth());
    return new PyDate(TimeFields.date(year, month, day));
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "year" -> Value.of((long) date.getYear());
      case "month" -> Value.of((long) date.getMonthValue());
      case "day" -> Value.of((long) date.getDayOfMonth());
      case "min", "max", "resolution" -> DatetimeModule.dateMember(name);
      default -> METHODS.find(this, name);
    };
  }

  @Override
  public Optional<Value> operate(BinaryOperator operator, Object other) {
    if (other instanceof PyTimedelta delta) {
      long days = delta.micros().divide(DAY).longValue();
      boolean part = delta.micros().mod(DAY).signum() != 0 && delta.micros().signum() < 0;
      long whole = part ? days - 1 : days;
      return switch (operator) {
        case ADD -> Value.of(plusDays(whole));
        case SUBTRACT -> Value.of(plusDays(-whole));
        default -> Optional.empty();
      };
    }
    if (other instanceof PyDate earlier && operator == BinaryOperator.SUBTRACT) {
      long days = ChronoUnit.DAYS.between(earlier.date, date);
      return Value.of(PyTimedelta.ofMicros(DAY.multiply(BigInteger.valueOf(days))));
    }
    return Optional.empty();
  }

  private PyDate plusDays(long days) {
    try {
      LocalDate result = date.plusDays(days);
      if (result.getYear() >= 1 && result.getYear() <= 9999) {
        return new PyDate(result);
      }
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw Errors.error("date value out of range");
    }
    throw Errors.error("date value out of range");
  }

  @Override
  public Optional<Value> operateReflected(BinaryOperator operator, Object other) {
    return operator == BinaryOperator.ADD ? operate(operator, other) : Optional.empty();
  }

  @Override
  public Optional<Integer> compareWith(Object other) {
    if (other instanceof PyDateTime) {
      throw Errors.error("can't compare datetime.datetime to datetime.date");
    }
    return other instanceof PyDate one ? Optional.of(date.compareTo(one.date)) : Optional.empty();
  }

  @Override
  public String format(String pattern) {
    return pattern.isEmpty() ? asString() : TimeFormat.format(start(), Optional.empty(), pattern);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyDate one && date.equals(one.date);
  }

  @Override
  public int hashCode() {
    return date.hashCode();
  }

  @Override
  public String typeName() {
    return "datetime.date";
  }

  @Override
  public String asString() {
    return String.format(
        "%04d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  @Override
  public String asRepr() {
    return "datetime.date("
        + date.getYear()
        + ", "
        + date.getMonthValue()
        + ", "
        + date.getDayOfMonth()
        + ")";
  }
}
