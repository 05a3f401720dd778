package io.epoxy.jinja.lib.time;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One offset of a zone of the tz database, as pytz has them (pytz {@code tzinfo.py}). What {@code
 * pytz.timezone(..)} gives is the first one, local mean time; localize and normalize go over to
 * another. pytz reads the transitions from 1901 to 2037 only.
 */
final class PytzZone extends PyZone {
  private static final Instant FIRST = Instant.parse("1901-12-13T20:45:52Z");
  private static final Instant LAST = Instant.parse("2037-12-31T00:00:00Z");
  private static final Duration AWAY = Duration.ofHours(6);

  private final String name;
  private final ZoneId id;
  private final ZoneOffset offset;
  private final Duration daylight;
  private final String abbreviation;

  private PytzZone(
      String name, ZoneId id, ZoneOffset offset, Duration daylight, String abbreviation) {
    this.name = name;
    this.id = id;
    this.offset = offset;
    this.daylight = daylight;
    this.abbreviation = abbreviation;
  }

  static PyZone zone(String text) {
    if (text.equalsIgnoreCase("utc")) {
      return PYTZ_UTC;
    }
    String name =
        ZoneNames.find(text)
            .orElseThrow(() -> Errors.error("UnknownTimeZoneError: " + Python.repr(text)));
    ZoneId id = ZoneNames.id(name);
    ZoneRules rules = id.getRules();
    if (rules.isFixedOffset()) {
      ZoneOffset fixed = rules.getOffset(Instant.EPOCH);
      String shown = ZoneNames.abbreviation(id, Instant.EPOCH);
      return new PytzZone(name, id, fixed, Duration.ZERO, shown);
    }
    return first(name, id);
  }

  /** The offset before the first transition, which pytz rounds to whole minutes. */
  private static PytzZone first(String name, ZoneId id) {
    ZoneOffsetTransition change = id.getRules().getTransitions().get(0);
    int seconds = change.getOffsetBefore().getTotalSeconds();
    ZoneOffset rounded = ZoneOffset.ofTotalSeconds(Math.floorDiv(seconds + 30, 60) * 60);
    String shown = seconds % 900 == 0 ? ZoneNames.abbreviation(id, FIRST) : "LMT";
    return new PytzZone(name, id, rounded, Duration.ZERO, shown);
  }

  private PytzZone variant(Instant instant) {
    if (isFixed()) {
      return this;
    }
    if (instant.isBefore(FIRST)) {
      return first(name, id);
    }
    Instant known = instant.isAfter(LAST) ? LAST : instant;
    ZoneRules rules = id.getRules();
    return new PytzZone(
        name,
        id,
        rules.getOffset(known),
        rules.getDaylightSavings(known),
        ZoneNames.abbreviation(id, known));
  }

  @Override
  ZoneOffset offset() {
    return offset;
  }

  @Override
  Optional<String> abbreviation() {
    return Optional.of(abbreviation);
  }

  @Override
  Optional<PyTimedelta> daylight() {
    return Optional.of(PyTimedelta.ofMicros(daylight.toSeconds() * 1_000_000L));
  }

  @Override
  PyDateTime at(Instant instant) {
    PytzZone zone = variant(instant);
    return new PyDateTime(LocalDateTime.ofInstant(instant, zone.offset), Optional.of(zone));
  }

  @Override
  boolean isFixed() {
    return id.getRules().isFixedOffset();
  }

  @Override
  PyDateTime localized(LocalDateTime local, Object isDaylight) {
    if (isFixed()) {
      return new PyDateTime(local, Optional.of(this));
    }
    List<ZoneOffset> possible = offsetsAt(local);
    if (possible.size() == 1) {
      return with(local, possible.get(0));
    }
    ZoneOffsetTransition change = id.getRules().getTransition(local);
    if (isDaylight == null) {
      throw Errors.error(new PyDateTime(local, Optional.empty()).asString());
    }
    boolean wanted = Python.isTruthy(isDaylight);
    if (possible.isEmpty()) {
      Duration step = wanted ? AWAY : AWAY.negated();
      PyDateTime near = localized(local.plus(step), isDaylight);
      return new PyDateTime(near.local().minus(step), near.zone());
    }
    boolean before = isDaylight(change.getOffsetBefore(), local);
    boolean after = isDaylight(change.getOffsetAfter(), local);
    boolean first = before == after ? wanted : before == wanted;
    return with(local, first ? change.getOffsetBefore() : change.getOffsetAfter());
  }

  private List<ZoneOffset> offsetsAt(LocalDateTime local) {
    Instant roughly = local.toInstant(offset);
    if (roughly.isBefore(FIRST)) {
      return List.of(first(name, id).offset);
    }
    return roughly.isAfter(LAST)
        ? List.of(id.getRules().getOffset(LAST))
        : id.getRules().getValidOffsets(local);
  }

  private boolean isDaylight(ZoneOffset at, LocalDateTime local) {
    return id.getRules().isDaylightSavings(local.toInstant(at));
  }

  private PyDateTime with(LocalDateTime local, ZoneOffset at) {
    return new PyDateTime(local, Optional.of(variant(local.toInstant(at))));
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    return switch (attribute) {
      case "zone" -> Value.of(name);
      case "localize" -> method(a -> localized(naive(a), a.get(1, "is_dst", false)));
      case "normalize" -> method(a -> at(aware(a).instant()));
      default -> super.attribute(attribute);
    };
  }

  static LocalDateTime naive(Arguments a) {
    PyDateTime moment = moment(a);
    if (moment.zone().isPresent()) {
      throw Errors.error("Not naive datetime (tzinfo is already set)");
    }
    return moment.local();
  }

  static PyDateTime aware(Arguments a) {
    PyDateTime moment = moment(a);
    if (moment.zone().isEmpty()) {
      throw Errors.error("Naive time - no tzinfo set");
    }
    return moment;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PytzZone one
        && name.equals(one.name)
        && offset.equals(one.offset)
        && daylight.equals(one.daylight)
        && abbreviation.equals(one.abbreviation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, offset);
  }

  @Override
  public String asString() {
    return name;
  }

  @Override
  public String asRepr() {
    String shown = Python.repr(name);
    if (isFixed()) {
      return "<StaticTzInfo " + shown + ">";
    }
    String sign = offset.getTotalSeconds() > 0 ? "+" : "";
    String season = daylight.isZero() ? " STD>" : " DST>";
    return "<DstTzInfo " + shown + " " + abbreviation + sign + utcOffset().asString() + season;
  }
}
