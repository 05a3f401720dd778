package io.epoxy.compiler.context;

import java.util.Map;

/** Hooks may be JSON text, as dbt's before_begin() and after_commit() make them. */
public final class HookText {
  private HookText() {}

  /** The statement of a hook's text: the {@code sql} of a JSON object, else the text itself. */
  public static String statement(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("{") && trimmed.endsWith("}") && trimmed.contains("\"sql\"")) {
      try {
        if (Json.read(trimmed) instanceof Map<?, ?> map && map.get("sql") instanceof String sql) {
          return sql;
        }
      } catch (IllegalArgumentException e) {
        return text;
      }
    }
    return text;
  }
}
