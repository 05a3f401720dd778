package io.epoxy.model.config.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Hooks as dbt keeps them: mappings of sql, transaction and index. */
final class ConfigHooks {
  private ConfigHooks() {}

  /**
   * Config of what runs no hooks keeps none.
   *
   * @param read what a hook's text says
   */
  static void normalize(Map<String, Object> config, boolean runs, UnaryOperator<Object> read) {
    for (String key : List.of("pre-hook", "post-hook")) {
      if (!runs) {
        config.remove(key);
      } else if (config.get(key) instanceof List<?> hooks) {
        List<Object> all = new ArrayList<>();
        hooks.forEach(hook -> all.add(hook(read.apply(hook))));
        config.put(key, all);
      }
    }
  }

  private static Object hook(Object written) {
    if (!(written instanceof String) && !(written instanceof Map)) {
      return written; // left for the check of the config
    }
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("sql", String.valueOf(written));
    hook.put("transaction", true);
    hook.put("index", null);
    if (written instanceof Map<?, ?> map) {
      if (!map.containsKey("sql")) {
        Map<String, Object> none = new LinkedHashMap<>(); // left for the check of the config
        map.forEach((key, value) -> none.put(String.valueOf(key), value));
        return none;
      }
      hook.put("sql", map.get("sql") == null ? "None" : String.valueOf(map.get("sql")));
      for (String key : List.of("transaction", "index")) {
        if (map.containsKey(key)) {
          hook.put(key, map.get(key)); // the check of the config refuses what is no flag or number
        }
      }
    }
    return hook;
  }
}
