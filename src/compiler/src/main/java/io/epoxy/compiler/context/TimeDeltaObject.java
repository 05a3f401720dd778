package io.epoxy.compiler.context;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import java.time.Duration;
import java.util.Optional;

/** Python's timedelta. Arithmetic with dates needs operators of facades, which Jinja lacks yet. */
final class TimeDeltaObject implements JinjaObject {
  private final Duration duration;

  private TimeDeltaObject(Duration duration) {
    this.duration = duration;
  }

  static TimeDeltaObject of(Arguments arguments) {
    double seconds =
        number(arguments, 0, "days") * 86_400
            + number(arguments, 1, "seconds")
            + number(arguments, 2, "microseconds") / 1e6
            + number(arguments, 3, "milliseconds") / 1e3
            + number(arguments, 4, "minutes") * 60
            + number(arguments, 5, "hours") * 3600
            + number(arguments, 6, "weeks") * 604_800;
    return new TimeDeltaObject(Duration.ofNanos(Math.round(seconds * 1e6) * 1000));
  }

  @Override
  public Optional<Value> attribute(String name) {
    long days = Math.floorDiv(duration.getSeconds(), 86_400L);
    return switch (name) {
      case "days" -> Value.of(days);
      case "seconds" -> Value.of(duration.getSeconds() - days * 86_400L);
      case "total_seconds" -> Value.of((JinjaCallable) arguments -> duration.toMillis() / 1e3);
      default -> Optional.empty();
    };
  }

  private static double number(Arguments arguments, int index, String name) {
    return arguments.get(index, name, 0L) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public String typeName() {
    return "timedelta";
  }
}
