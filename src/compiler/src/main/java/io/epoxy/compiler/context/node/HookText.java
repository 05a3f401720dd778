package io.epoxy.compiler.context.node;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.json.JsonReader;
import io.epoxy.model.config.NodeConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hooks may be JSON text, as dbt's before_begin() and after_commit() make them. */
public final class HookText {
  private HookText() {}

  /** The statement of a hook's text: the {@code sql} of a JSON object, else the text itself. */
  public static String statement(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("{") && trimmed.endsWith("}") && trimmed.contains("\"sql\"")) {
      try {
        if (JsonReader.read(trimmed) instanceof Map<?, ?> map
            && map.get("sql") instanceof String sql) {
          return sql;
        }
      } catch (JinjaException e) {
        return text;
      }
    }
    return text;
  }

  /** A config whose hooks that are JSON text are what that text says. */
  public static Map<String, Object> read(Map<String, Object> config) {
    Map<String, Object> read = new LinkedHashMap<>(config);
    for (String key : List.of("pre-hook", "post-hook")) {
      read.computeIfPresent(key, (name, value) -> read(value));
    }
    return read;
  }

  private static Object read(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(HookText::read).toList();
    }
    if (value instanceof String text && text.stripLeading().startsWith("{")) {
      try {
        return JsonReader.read(text) instanceof Map<?, ?> map ? map : text;
      } catch (JinjaException e) {
        return text; // SQL that begins with a brace
      }
    }
    return value;
  }

  /** {@code pre_hooks} and {@code post_hooks}: what run_hooks() takes. */
  public static List<Object> dicts(NodeConfig config, String key) {
    List<Object> hooks = new ArrayList<>();
    if (config.values().get(key) instanceof List<?> list) {
      for (Object hook : list) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        dict.put("sql", hook);
        dict.put("transaction", true);
        if (hook instanceof Map<?, ?> map) {
          dict.putAll(map);
        }
        hooks.add(dict);
      }
    }
    return hooks;
  }
}
