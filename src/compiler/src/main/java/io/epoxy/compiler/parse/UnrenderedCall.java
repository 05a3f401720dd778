package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.PlainTemplate;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.graph.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keywords of the first config() that a node's code writes, as dbt compares states by them: a
 * text as it is, all else as the expression that it is, so that other vars are no change (dbt-core
 * 1.12 {@code statically_parse_unrendered_config}). What dbt's static parser understands of a model
 * stays the value that it is.
 */
final class UnrenderedCall {
  private UnrenderedCall() {}

  /**
   * The keywords as written; the rendered values when the code has no such call.
   *
   * @param rendered what rendering the code gave
   */
  static Map<String, Object> of(
      NodeParser.Spec spec, NodeScope scope, Map<String, Object> rendered) {
    String code = spec.rawCode();
    if (!code.contains("config(")) {
      return rendered;
    }
    if (spec.type() == ResourceType.MODEL) {
      Optional<Map<String, Object>> plain =
          PlainTemplate.of(code).flatMap(found -> found.extractedConfig(scope));
      if (plain.isPresent()) {
        Map<String, Object> written = new LinkedHashMap<>(rendered);
        written.putAll(plain.get());
        return written;
      }
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
