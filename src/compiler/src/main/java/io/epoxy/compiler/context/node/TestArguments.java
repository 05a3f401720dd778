package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The arguments of a generic test, which are rendered natively each time the test is. */
public final class TestArguments {
  /** The name under which a test's code finds its arguments. */
  public static final String NAME = "_dbt_generic_test_kwargs";

  private static final Pattern LOOKS_LIKE_CALL =
      Pattern.compile("^\\s*(env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*$");

  private TestArguments() {}

  public static Map<Object, Object> render(Map<String, Object> arguments, NodeScope scope) {
    Map<Object, Object> rendered = new LinkedHashMap<>();
    arguments.forEach(
        (key, value) ->
            rendered.put(
                key,
                key.equals("column_name") && value instanceof String
                    ? value
                    : value(value, scope)));
    return rendered;
  }

  private static Object value(Object value, NodeScope scope) {
    if (value instanceof String text) {
      String template = LOOKS_LIKE_CALL.matcher(text).matches() ? "{{ " + text + " }}" : text;
      return DbtJinja.isTemplate(template)
          ? DbtJinja.engine().parse("test arguments", template).evaluate(scope)
          : DbtJinja.withoutTemplates(text);
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(item -> all.add(value(item, scope)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> all = new LinkedHashMap<>();
      map.forEach((key, item) -> all.put(key, value(item, scope)));
      return all;
    }
    return TemplateValues.toTemplateWithDates(value);
  }
}
