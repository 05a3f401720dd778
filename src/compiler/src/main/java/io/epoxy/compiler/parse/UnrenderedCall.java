package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keywords of the first config() that a node's code writes, as dbt compares states by them: a
 * text as it is, all else as the expression that it is, so that other vars are no change (dbt-core
 * 1.12 {@code statically_parse_unrendered_config}).
 */
final class UnrenderedCall {
  private UnrenderedCall() {}

  /**
   * The keywords as written; the rendered values when the code has no such call.
   *
   * @param rendered what rendering the code gave
   */
  static Map<String, Object> of(String code, Map<String, Object> rendered) {
    if (!code.contains("config(")) {
      return rendered;
    }
    try {
      for (Call call : DbtJinja.engine().parse("config", code).calls()) {
        if (call.name().equals("config")) {
          return call.keywordTexts().isEmpty() ? rendered : written(call);
        }
      }
    } catch (JinjaException e) {
      return rendered; // rendering has told what is wrong
    }
    return rendered;
  }

  private static Map<String, Object> written(Call call) {
    Map<String, Object> written = new LinkedHashMap<>();
    call.keywordTexts()
        .forEach(
            (key, text) ->
                written.put(
                    key, call.constantKeyword().get(key) instanceof String plain ? plain : text));
    return written;
  }
}
