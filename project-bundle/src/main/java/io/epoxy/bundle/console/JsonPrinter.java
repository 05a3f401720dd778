package io.epoxy.bundle.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object per line with {@code info} and {@code data}, keys sorted, as dbt's log has it.
 */
final class JsonPrinter implements LinePrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ObjectMapper mapper =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
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
    try {
      return Optional.of(mapper.writeValueAsString(Map.of("data", line.data(), "info", info)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a log line that is not JSON: " + line, e);
    }
  }
}
