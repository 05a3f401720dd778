package io.epoxy.compiler.context.node;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.json.JsonReader;
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
}
