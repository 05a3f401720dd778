package io.epoxy.acceptance.glue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON documents as maps, as Glue's json 1.1 protocol has them. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static Map<String, Object> parse(byte[] document) {
    try {
      return document.length == 0
          ? Map.of()
          : MAPPER.readValue(document, new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] write(Map<String, ?> document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Map<String, ?> document, String key) {
    Object value = document.get(key);
    if (value == null) {
      throw new GlueFault("InvalidInputException", key + " is missing");
    }
    return value.toString();
  }

  /** The nested mapping; an absent one is empty. */
  static Map<String, Object> map(Map<String, ?> document, String key) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (document.get(key) instanceof Map<?, ?> nested) {
      nested.forEach((name, value) -> copy.put(name.toString(), value));
    }
    return copy;
  }

  /** The nested list of texts; an absent one is empty. */
  static List<String> texts(Map<String, ?> document, String key) {
    return document.get(key) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }
}
