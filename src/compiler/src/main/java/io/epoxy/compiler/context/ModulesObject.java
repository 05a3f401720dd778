package io.epoxy.compiler.context;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code modules.datetime}, {@code modules.pytz} and {@code modules.re}. */
final class ModulesObject {
  private static final MembersObject ALL = build();

  private ModulesObject() {}

  static MembersObject all() {
    return ALL;
  }

  private static MembersObject build() {
    Map<String, Object> modules = new LinkedHashMap<>();
    Map<String, Object> datetime = new LinkedHashMap<>();
    datetime.put("datetime", new DateTimeClass());
    datetime.put("date", new DateClass());
    datetime.put("timedelta", (JinjaCallable) TimeDeltaObject::of);
    modules.put("datetime", new MembersObject("module", datetime));
    Map<String, Object> pytz = new LinkedHashMap<>();
    pytz.put(
        "timezone",
        (JinjaCallable)
            arguments -> ZoneObject.named(arguments.requireString("timezone", 0, "zone")));
    pytz.put("utc", new ZoneObject(java.time.ZoneOffset.UTC));
    pytz.put("UTC", new ZoneObject(java.time.ZoneOffset.UTC));
    modules.put("pytz", new MembersObject("module", pytz));
    modules.put("re", new MembersObject("module", RegexModule.members()));
    return new MembersObject("modules", modules);
  }

  private static DateTimeObject now(Arguments arguments) {
    Object zone = arguments.get(0, "tz", null);
    DateTimeObject utc = new DateTimeObject(Instant.now());
    return zone == null
        ? new DateTimeObject(utc.local(), Optional.empty())
        : utc.in(ZoneObject.zone(zone));
  }

  private static final class DateTimeClass implements JinjaCallable {
    @Override
    public Object call(Arguments arguments) {
      return DateArguments.dateTime(arguments);
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "now" -> Value.of((JinjaCallable) ModulesObject::now);
        case "utcnow" ->
            Value.of(
                (JinjaCallable)
                    a ->
                        new DateTimeObject(
                            new DateTimeObject(Instant.now()).local(), Optional.empty()));
        case "today" -> Value.of((JinjaCallable) a -> now(Arguments.of()));
        case "fromisoformat" -> Value.of((JinjaCallable) ModulesObject::fromIsoFormat);
        case "strptime" -> Value.of((JinjaCallable) ModulesObject::parseTime);
        default -> Optional.empty();
      };
    }

    @Override
    public String typeName() {
      return "type";
    }
  }

  private static final class DateClass implements JinjaCallable {
    @Override
    public Object call(Arguments arguments) {
      return DateArguments.date(arguments);
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "today" ->
            Value.of((JinjaCallable) a -> new DateObject(LocalDate.now(ZoneId.of("UTC"))));
        case "fromisoformat" ->
            Value.of(
                (JinjaCallable)
                    arguments ->
                        new DateObject(
                            LocalDate.parse(arguments.requireString("fromisoformat", 0, "date"))));
        default -> Optional.empty();
      };
    }

    @Override
    public String typeName() {
      return "type";
    }
  }

  private static JinjaObject fromIsoFormat(Arguments arguments) {
    String text = arguments.requireString("fromisoformat", 0, "date_string").replace(' ', 'T');
    try {
      if (text.length() == 10) {
        return new DateTimeObject(LocalDate.parse(text).atStartOfDay(), Optional.empty());
      }
      int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
      if (text.endsWith("Z") || sign > 10) {
        java.time.OffsetDateTime time = java.time.OffsetDateTime.parse(text);
        return new DateTimeObject(time.toLocalDateTime(), Optional.of(time.getOffset()));
      }
      return new DateTimeObject(LocalDateTime.parse(text), Optional.empty());
    } catch (DateTimeException e) {
      throw CallError.compilation("Invalid isoformat string: '" + text + "'");
    }
  }

  private static JinjaObject parseTime(Arguments arguments) {
    String text = arguments.requireString("strptime", 0, "date_string");
    String format = arguments.requireString("strptime", 1, "format");
    return StrptimeFormat.parse(text, format);
  }
}
