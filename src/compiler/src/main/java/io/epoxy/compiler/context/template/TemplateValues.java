package io.epoxy.compiler.context.template;

import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.lib.time.PyZone;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between our immutable data and the mutable lists and dicts that templates work on. */
public final class TemplateValues {
  /** Python's own limit is 1,000 calls. */
  private static final int MAX_DEPTH = 500;

  private TemplateValues() {}

  /** A mutable deep copy for a template; dates become ISO text, as in the dicts of dbt's nodes. */
  public static Object toTemplate(Object value) {
    return toTemplate(value, TemplateValues::dateText);
  }

  /** As {@link #toTemplate}, with dates that Python can reckon with. */
  public static Object toTemplateWithDates(Object value) {
    return toTemplate(value, TemplateValues::date);
  }

  private static Object toTemplate(Object value, Function<Temporal, Object> dates) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(key, toTemplate(item, dates)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(toTemplate(item, dates)));
      return copy;
    }
    return value instanceof Temporal temporal ? dates.apply(temporal) : value;
  }

  /** Whether it is made of what YAML has: numbers, text, lists and dicts of them. */
  public static boolean isPlain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(TemplateValues::isPlain)
          && map.values().stream().allMatch(TemplateValues::isPlain);
    }
    if (value instanceof List<?> list) {
      return list.stream().allMatch(TemplateValues::isPlain);
    }
    if (value instanceof PyTuple tuple) {
      return tuple.items().stream().allMatch(TemplateValues::isPlain);
    }
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof PySet
        || value instanceof PyDate
        || value instanceof PyDateTime;
  }

  /** Plain data of a template's value; what has no counterpart becomes its text. */
  public static Object toData(Object value) {
    return toData(value, MAX_DEPTH);
  }

  private static Object toData(Object value, int depth) {
    if (depth == 0) {
      throw Errors.limit("maximum recursion depth exceeded"); // it contains itself
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(Python.str(key), toData(item, depth - 1)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return toList(list, depth - 1);
    }
    if (value instanceof PyTuple tuple) {
      return toList(tuple.items(), depth - 1);
    }
    if (value instanceof PySet set) {
      return toList(set, depth - 1);
    }
    if (value instanceof Undefined) {
      return ""; // as it prints
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    if (value instanceof PyDate date) {
      return date.date();
    }
    if (value instanceof PyDateTime time) {
      return time.zone().isEmpty() ? time.local() : time.atOffset();
    }
    return value instanceof JinjaObject ? Python.str(value) : value;
  }

  /** Python's {@code isoformat()}; its str() has a space where ISO has a T. */
  private static String dateText(Temporal value) {
    return Python.str(date(value)).replace(' ', 'T');
  }

  private static Object date(Temporal value) {
    if (value instanceof LocalDate day) {
      return new PyDate(day);
    }
    if (value instanceof LocalDateTime local) {
      return new PyDateTime(local, Optional.empty());
    }
    if (value instanceof OffsetDateTime offset) {
      PyZone zone = PyZone.ofOffset(offset.getOffset());
      return new PyDateTime(offset.toLocalDateTime(), Optional.of(zone));
    }
    return value.toString();
  }

  /** Plain data as Python's {@code repr()} writes it. */
  public static String repr(Object data) {
    return Python.repr(toTemplateWithDates(data));
  }

  /** Plain data as Python's {@code str()} writes it. */
  public static String str(Object data) {
    return Python.str(toTemplateWithDates(data));
  }

  /** Python's aware datetime, in UTC. */
  public static PyDateTime moment(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return new PyDateTime(utc, Optional.of(PyZone.PYTZ_UTC));
  }

  private static List<Object> toList(Iterable<?> items, int depth) {
    List<Object> copy = new ArrayList<>();
    items.forEach(item -> copy.add(toData(item, depth)));
    return copy;
  }
}
