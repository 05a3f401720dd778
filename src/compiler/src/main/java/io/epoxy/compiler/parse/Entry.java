package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of a property file, rendered, read by type. A value of another type is refused with
 * dbt's sentence and the value's place.
 *
 * @param data of the rendered patch
 */
record Entry(Patch patch, Map<String, Object> data) {

  static Entry of(Patch patch) {
    return new Entry(patch, patch.yaml().data());
  }

  String name() {
    return patch.name();
  }

  boolean has(String key) {
    return data.containsKey(key);
  }

  /** The value; empty when the key is absent or null. */
  Optional<Object> value(String key) {
    return Optional.ofNullable(data.get(key));
  }

  /** A text; empty when the key is absent or null. */
  Optional<String> text(String key) {
    Object value = data.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw wrongType(key, value, "string");
  }

  /** A text that may be missing but not null, as dbt has it of descriptions. */
  String textOrEmpty(String key) {
    if (data.containsKey(key) && data.get(key) == null) {
      throw wrongType(key, null, "string");
    }
    return text(key).orElse("");
  }

  Optional<Boolean> flag(String key) {
    Object value = data.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw wrongType(key, value, "boolean");
  }

  /** The mapping under a key; an empty one when it is absent or null. */
  Map<String, Object> map(String key) {
    Object value = data.get(key);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    throw wrongType(key, value, "object");
  }

  /** The items of a list; none when the key is absent or null. */
  List<Object> list(String key) {
    Object value = data.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw wrongType(key, value, "array");
  }

  /** The mappings of a list; an item of another type is refused. */
  List<Map<String, Object>> maps(String key) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof Map<?, ?> map)) {
        throw wrongType(key, item, "object");
      }
      maps.add(copy(map));
    }
    return maps;
  }

  /** The texts of a list. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(key)) {
      if (!(item instanceof String text)) {
        throw wrongType(key, item, "string");
      }
      texts.add(text);
    }
    return texts;
  }

  /** dbt's {@code YamlParseDictError}, at the place of a key. */
  EpoxyException invalid(String key, String sentence) {
    return invalid(patch, sentence, patch.yaml().locationOf(key));
  }

  private EpoxyException wrongType(String key, Object value, String type) {
    SourceLocation place = patch.yaml().find(key).map(YamlNode::location).orElse(patch.location());
    return invalid(
        patch,
        "at path ['" + key + "']: " + Python.repr(plain(value)) + " is not of type '" + type + "'",
        place);
  }

  /** The sentence for an entry that is not as it must be. */
  static EpoxyException invalid(Patch patch, String sentence, SourceLocation place) {
    return new EpoxyException(
        ErrorCode.PARSING,
        "Invalid "
            + patch.key()
            + " config given in "
            + patch.file().originalPath()
            + " @ "
            + patch.key()
            + ": "
            + Python.repr(plain(patch.yaml().data()))
            + " - "
            + sentence,
        place);
  }

  private static Object plain(Object value) {
    return TemplateValues.toTemplateWithDates(value);
  }

  static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
