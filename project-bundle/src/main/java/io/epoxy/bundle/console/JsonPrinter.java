package io.epoxy.bundle.console;

import io.epoxy.bundle.json.PlainJson;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One JSON object per line with {@code info} and {@code data}, keys sorted, as dbt's log has it.
 */
final class JsonPrinter implements LinePrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String invocationId;
  private final Map<String, String> extra;
  private final long pid = ProcessHandle.current().pid();

  JsonPrinter(String invocationId, Map<String, String> extra) {
    this.invocationId = invocationId;
    this.extra = extra;
  }

  @Override
  public Optional<String> format(LogLine line) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("category", "");
    info.put("code", line.name().code());
    info.put("extra", extra);
    info.put("invocation_id", invocationId);
    info.put("level", line.level().name().toLowerCase(Locale.ROOT));
    info.put("msg", line.message());
    info.put("name", line.name().name());
    info.put("pid", pid);
    info.put("thread", line.thread());
    info.put("ts", TIME.format(line.at()));
    return Optional.of(PlainJson.text(sorted(Map.of("data", line.data(), "info", info))));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(String.valueOf(key), sorted(item)));
      return sorted;
    }
    return value instanceof Collection<?> items
        ? items.stream().map(JsonPrinter::sorted).collect(Collectors.toCollection(ArrayList::new))
        : value;
  }
}
