package io.epoxy.compiler.context;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/** A time zone of pytz. */
final class ZoneObject implements JinjaObject {
  private final ZoneId zone;

  ZoneObject(ZoneId zone) {
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  static ZoneObject named(String name) {
    try {
      return new ZoneObject(ZoneId.of(name));
    } catch (DateTimeException e) {
      throw CallError.compilation("UnknownTimeZoneError: '" + name + "'");
    }
  }

  static ZoneId zone(Object value) {
    if (value instanceof ZoneObject object) {
      return object.zone;
    }
    throw CallError.compilation("tzinfo argument must be None or of a tzinfo subclass");
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "zone" -> Value.of(zone.getId());
      case "localize" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      arguments.require("localize", 0, "dt") instanceof DateTimeObject time
                          ? new DateTimeObject(time.local(), Optional.of(zone))
                          : null);
      default -> Optional.empty();
    };
  }

  @Override
  public String typeName() {
    return "tzinfo";
  }

  @Override
  public String asString() {
    return zone.getId();
  }
}
