package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Errors;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A tzinfo: of pytz, or {@code datetime.timezone}. Immutable. */
public final class PyZone implements JinjaObject {
  public static final PyZone UTC = new PyZone(ZoneOffset.UTC, "UTC", "datetime.timezone.utc");
  public static final PyZone PYTZ_UTC = new PyZone(ZoneOffset.UTC, "UTC", "<UTC>");

  private static final DateTimeFormatter ABBREVIATION =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private final ZoneId zone;
  private final String name;
  private final String repr;

  private PyZone(ZoneId zone, String name, String repr) {
    this.zone = zone;
    this.name = name;
    this.repr = repr;
  }

  /**
   * {@code pytz.timezone(name)}.
   *
   * @throws io.epoxy.jinja.JinjaException when there is no such zone
   */
  public static PyZone named(String name) {
    if (name.equalsIgnoreCase("utc")) {
      return PYTZ_UTC;
    }
    try {
      return new PyZone(ZoneId.of(name, ZoneId.SHORT_IDS), name, "<DstTzInfo '" + name + "'>");
    } catch (DateTimeException e) {
      throw Errors.error("UnknownTimeZoneError: '" + name + "'");
    }
  }

  /** {@code datetime.timezone(timedelta)}, as the reader of offsets makes it. */
  public static PyZone ofOffset(ZoneOffset offset) {
    if (offset.equals(ZoneOffset.UTC)) {
      return UTC;
    }
    String name = "UTC" + TimeFormat.offset(offset, ":");
    PyTimedelta delta = PyTimedelta.ofMicros(offset.getTotalSeconds() * 1_000_000L);
    return new PyZone(offset, name, "datetime.timezone(" + delta.asRepr() + ")");
  }

  public ZoneId zone() {
    return zone;
  }

  ZoneOffset offsetAt(LocalDateTime local) {
    return zone.getRules().getOffset(local);
  }

  /** {@code CEST}, or the name when the offset is fixed. */
  String abbreviationAt(LocalDateTime local) {
    return zone instanceof ZoneOffset ? name : ABBREVIATION.format(ZonedDateTime.of(local, zone));
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    return switch (attribute) {
      case "zone" -> Value.of(name);
      case "localize" -> Value.of((JinjaCallable) this::localize);
      case "normalize" -> Value.of((JinjaCallable) this::normalize);
      case "utcoffset" -> Value.of((JinjaCallable) a -> moment(a).utcOffset(this));
      case "tzname" -> Value.of((JinjaCallable) a -> abbreviationAt(moment(a).local()));
      default -> Optional.empty();
    };
  }

  private PyDateTime moment(Arguments a) {
    if (a.get(0, "dt", null) instanceof PyDateTime moment) {
      return moment;
    }
    throw Errors.error("a datetime is required");
  }

  private Object localize(Arguments a) {
    PyDateTime moment = moment(a);
    if (moment.zone().isPresent()) {
      throw Errors.error("Not naive datetime (tzinfo is already set)");
    }
    return new PyDateTime(moment.local(), Optional.of(this));
  }

  private Object normalize(Arguments a) {
    return moment(a).inZone(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyZone one && zone.equals(one.zone);
  }

  @Override
  public int hashCode() {
    return zone.hashCode();
  }

  @Override
  public String typeName() {
    return "tzinfo";
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
