package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Errors;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A tzinfo: {@code datetime.timezone}, or one of pytz. Each has a fixed offset, since pytz makes a
 * tzinfo of its own for every offset that a zone ever had. Immutable.
 */
public abstract class PyZone implements JinjaObject {
  public static final PyZone UTC =
      new FixedZone(ZoneOffset.UTC, "UTC", "datetime.timezone.utc", FixedZone.Kind.TIMEZONE);

  /** {@code pytz.utc}. */
  public static final PyZone PYTZ_UTC =
      new FixedZone(ZoneOffset.UTC, "UTC", "<UTC>", FixedZone.Kind.PYTZ);

  /**
   * {@code pytz.timezone(name)}.
   *
   * @throws io.epoxy.jinja.JinjaException when there is no such zone
   */
  public static PyZone named(String name) {
    return PytzZone.zone(name);
  }

  /** {@code datetime.timezone(timedelta)}, as the reader of offsets makes it. */
  public static PyZone ofOffset(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? UTC : FixedZone.of(offset, Optional.empty());
  }

  abstract ZoneOffset offset();

  /** Whether its offset never depends on the day. */
  abstract boolean isFixed();

  /** {@code CEST}; empty when it has none. */
  abstract Optional<String> abbreviation();

  /** What {@code dst()} gives; empty for None. */
  abstract Optional<PyTimedelta> daylight();

  /** The moment in this zone. */
  abstract PyDateTime at(Instant instant);

  /** {@code localize(local)} of pytz, on which utcoffset, tzname and dst of a zone depend. */
  abstract PyDateTime localized(LocalDateTime local, Object isDaylight);

  @Override
  public Optional<Value> attribute(String attribute) {
    return switch (attribute) {
      case "utcoffset" -> method(a -> place(a).map(PyZone::utcOffset).orElse(null));
      case "tzname" -> method(a -> place(a).flatMap(PyZone::abbreviation).orElse(null));
      case "dst" -> method(a -> place(a).flatMap(PyZone::daylight).orElse(null));
      case "fromutc" -> method(a -> at(moment(a).local().toInstant(ZoneOffset.UTC)));
      default -> Optional.empty();
    };
  }

  static Optional<Value> method(JinjaCallable function) {
    return Value.of(function);
  }

  PyTimedelta utcOffset() {
    return PyTimedelta.ofMicros(offset().getTotalSeconds() * 1_000_000L);
  }

  /** This zone, or the variant of it that the given naive moment lies in. */
  private Optional<PyZone> place(Arguments a) {
    if (a.get(0, "dt", null) == null) {
      return Optional.empty();
    }
    PyDateTime moment = moment(a);
    return moment.zone().equals(Optional.of(this))
        ? Optional.of(this)
        : localized(moment.local(), a.get(1, "is_dst", false)).zone();
  }

  static PyDateTime moment(Arguments a) {
    if (a.get(0, "dt", null) instanceof PyDateTime moment) {
      return moment;
    }
    throw Errors.error("a datetime is required");
  }

  @Override
  public String typeName() {
    return "tzinfo";
  }
}
