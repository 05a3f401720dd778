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

  /** A hook; of one that is JSON text, what that text says. */
  public static Object read(Object hook) {
    if (hook instanceof String text && text.stripLeading().startsWith("{")) {
      try {
        return JsonReader.read(text) instanceof Map<?, ?> map ? map : text;
      } catch (JinjaException e) {
        return text; // SQL that begins with a brace
      }
    }
    return hook;
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
