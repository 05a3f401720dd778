package io.epoxy.compiler.context;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/** Python's date. */
final class DateObject implements JinjaObject {
  private final LocalDate date;

  DateObject(LocalDate date) {
    this.date = Objects.requireNonNull(date, "date");
  }

  LocalDate date() {
    return date;
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "year" -> Value.of((long) date.getYear());
      case "month" -> Value.of((long) date.getMonthValue());
      case "day" -> Value.of((long) date.getDayOfMonth());
      case "strftime" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      StrftimeFormat.format(
                          arguments.requireString("strftime", 0, "format"),
                          new DateTimeObject(date.atStartOfDay(), Optional.empty())));
      case "isoformat" -> Value.of((JinjaCallable) arguments -> date.toString());
      case "weekday" -> Value.of((JinjaCallable) a -> date.getDayOfWeek().getValue() - 1L);
      case "isoweekday" -> Value.of((JinjaCallable) a -> (long) date.getDayOfWeek().getValue());
      default -> Optional.empty();
    };
  }

  @Override
  public String typeName() {
    return "date";
  }

  @Override
  public String asString() {
    return date.toString();
  }
}
