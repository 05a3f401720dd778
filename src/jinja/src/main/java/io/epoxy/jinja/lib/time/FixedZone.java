package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A zone that never had another offset: {@code datetime.timezone}, {@code pytz.FixedOffset}. */
final class FixedZone extends PyZone {
  /** Whose it is. */
  enum Kind {
    TIMEZONE,
    /** pytz's, with localize and normalize. */
    PYTZ,
    /** {@code pytz.FixedOffset}, which has no name. */
    PYTZ_OFFSET
  }

  private final ZoneOffset offset;
  private final String name;
  private final String repr;
  private final Kind kind;

  FixedZone(ZoneOffset offset, String name, String repr, Kind kind) {
    this.offset = offset;
    this.name = name;
    this.repr = repr;
    this.kind = kind;
  }

  /** {@code datetime.timezone(offset, name)}. */
  static PyZone of(ZoneOffset offset, Optional<String> name) {
    String shown = name.orElse("UTC" + TimeFormat.offset(offset, ":"));
    PyTimedelta delta = PyTimedelta.ofMicros(offset.getTotalSeconds() * 1_000_000L);
    String second = name.map(text -> ", " + Python.repr(text)).orElse("");
    return new FixedZone(
        offset, shown, "datetime.timezone(" + delta.asRepr() + second + ")", Kind.TIMEZONE);
  }

  /** {@code pytz.FixedOffset(minutes)}. */
  static PyZone ofMinutes(int minutes) {
    if (minutes == 0) {
      return PYTZ_UTC;
    }
    if (Math.abs(minutes) >= 1440) {
      throw Errors.error("('absolute offset is too large', " + minutes + ")");
    }
    String text = "pytz.FixedOffset(" + minutes + ")";
    return new FixedZone(ZoneOffset.ofTotalSeconds(minutes * 60), text, text, Kind.PYTZ_OFFSET);
  }

  @Override
  boolean isFixed() {
    return true;
  }

  @Override
  ZoneOffset offset() {
    return offset;
  }

  @Override
  Optional<String> abbreviation() {
    return kind == Kind.PYTZ_OFFSET ? Optional.empty() : Optional.of(name);
  }

  @Override
  Optional<PyTimedelta> daylight() {
    return kind == Kind.TIMEZONE ? Optional.empty() : Optional.of(PyTimedelta.ofMicros(0));
  }

  @Override
  PyDateTime at(Instant instant) {
    return new PyDateTime(LocalDateTime.ofInstant(instant, offset), Optional.of(this));
  }

  @Override
  PyDateTime localized(LocalDateTime local, Object isDaylight) {
    return new PyDateTime(local, Optional.of(this));
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    if (kind == Kind.TIMEZONE) {
      return super.attribute(attribute);
    }
    return switch (attribute) {
      case "zone" -> Value.of(kind == Kind.PYTZ ? name : null);
      case "localize" -> method(a -> localized(PytzZone.naive(a), false));
      case "normalize" -> method(this::normalize);
      default -> super.attribute(attribute);
    };
  }

  private Object normalize(Arguments a) {
    PyDateTime moment = PytzZone.aware(a);
    return moment.inZone(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FixedZone one
        && offset.equals(one.offset)
        && (kind == Kind.TIMEZONE) == (one.kind == Kind.TIMEZONE)
        && (kind == Kind.TIMEZONE || name.equals(one.name));
  }

  @Override
  public int hashCode() {
    return offset.hashCode();
  }

  @Override
  public String asString() {
    return name;
  }

  @Override
  public String asRepr() {
    return repr;
  }
}
