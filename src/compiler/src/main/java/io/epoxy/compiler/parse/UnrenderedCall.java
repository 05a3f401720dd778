package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.value.Python;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keywords of the first config() that a node's code writes, as dbt compares states by them: a
 * text as it is, any other constant as Python writes it (dbt-core 1.12 {@code
 * statically_parse_unrendered_config}).
 */
final class UnrenderedCall {
  private UnrenderedCall() {}

  /**
   * The keywords as written; the rendered values when the code has no such call.
   *
   * @param rendered what rendering the code gave; also stands in for what is no constant
   */
  static Map<String, Object> of(String code, Map<String, Object> rendered) {
    if (!code.contains("config(")) {
      return rendered;
    }
    try {
      for (Call call : DbtJinja.engine().parse("config", code).calls()) {
        if (call.name().equals("config")) {
          return call.constantKeyword().isEmpty()
              ? rendered
              : written(call.constantKeyword(), rendered);
        }
      }
    } catch (JinjaException e) {
      return rendered; // rendering has told what is wrong
    }
    return rendered;
  }

  private static Map<String, Object> written(
      Map<String, Object> keywords, Map<String, Object> rendered) {
    Map<String, Object> written = new LinkedHashMap<>();
    keywords.forEach(
        (key, value) -> {
          if (value == Call.NOT_CONSTANT) {
            written.put(key, rendered.getOrDefault(key, rendered.get(key.replace('_', '-'))));
          } else {
            written.put(key, value instanceof String ? value : Python.repr(value));
          }
        });
    return written;
  }
}
