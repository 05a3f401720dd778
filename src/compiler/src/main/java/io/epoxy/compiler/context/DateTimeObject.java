package io.epoxy.compiler.context;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;

/** Python's datetime, with or without a zone. */
final class DateTimeObject implements JinjaObject {
  private final LocalDateTime local;
  private final Optional<ZoneId> zone;

  DateTimeObject(Instant instant) {
    this(
        LocalDateTime.ofEpochSecond(
            instant.getEpochSecond(), instant.getNano() / 1000 * 1000, ZoneOffset.UTC),
        Optional.of(ZoneOffset.UTC));
  }

  DateTimeObject(LocalDateTime local, Optional<ZoneId> zone) {
    this.local = Objects.requireNonNull(local, "local");
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  LocalDateTime local() {
    return local;
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
      case "microsecond" -> Value.of(local.getNano() / 1000L);
      case "strftime" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      StrftimeFormat.format(
                          arguments.requireString("strftime", 0, "format"), this));
      case "isoformat" -> Value.of((JinjaCallable) arguments -> isoFormat('T'));
      case "date" -> Value.of((JinjaCallable) arguments -> new DateObject(local.toLocalDate()));
      case "timestamp" -> Value.of((JinjaCallable) arguments -> epochSeconds());
      case "weekday" -> Value.of((JinjaCallable) a -> local.getDayOfWeek().getValue() - 1L);
      case "isoweekday" -> Value.of((JinjaCallable) a -> (long) local.getDayOfWeek().getValue());
      case "astimezone" ->
          Value.of(
              (JinjaCallable)
                  arguments -> in(ZoneObject.zone(arguments.require("astimezone", 0, "tz"))));
      case "replace" -> Value.of(DateArguments.replacer(local, zone));
      default -> Optional.empty();
    };
  }

  DateTimeObject in(ZoneId other) {
    ZonedDateTime moved = local.atZone(zone.orElse(ZoneOffset.UTC)).withZoneSameInstant(other);
    return new DateTimeObject(moved.toLocalDateTime(), Optional.of(other));
  }

  Optional<ZoneId> zone() {
    return zone;
  }

  LocalDate date() {
    return local.toLocalDate();
  }

  String offsetText() {
    return zone.map(id -> PythonTime.offset(id.getRules().getOffset(local))).orElse("");
  }

  private String isoFormat(char separator) {
    return PythonTime.text(local).replace(' ', separator)
        + PythonTime.fraction(local)
        + offsetText();
  }

  private Double epochSeconds() {
    Instant instant = local.atZone(zone.orElse(ZoneOffset.UTC)).toInstant();
    return instant.getEpochSecond() + instant.getNano() / 1e9;
  }

  @Override
  public String typeName() {
    return "datetime";
  }

  @Override
  public String asString() {
    return isoFormat(' ');
  }
}
