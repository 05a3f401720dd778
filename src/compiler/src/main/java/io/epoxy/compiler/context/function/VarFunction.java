package io.epoxy.compiler.context.function;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.jinja.value.Python;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code var(name, default)} and {@code var.has_var(name)}. */
public final class VarFunction implements JinjaCallable {
  private static final PythonSignature CALL =
      PythonSignature.of("Var.__call__(self, var_name, default=)");
  private static final PythonSignature HAS_VAR = PythonSignature.of("Var.has_var(self, var_name)");
  private static final String INDENT = "    ";

  private final String owner;
  private final List<Map<String, Object>> sources;
  private final Missing missing;
  private final Supplier<Scope> scope;

  /**
   * A look-up.
   *
   * @param owner named in the message, for example a model's name
   * @param sources the first one that has the name wins
   * @param scope renders values that are templates
   */
  public VarFunction(
      String owner, List<Map<String, Object>> sources, Missing missing, Supplier<Scope> scope) {
    this.owner = owner;
    this.sources = ImmutableList.copyOf(sources);
    this.missing = missing;
    this.scope = scope;
  }

  /** What a var without value and default gives. */
  public enum Missing {
    /** While parsing, dbt answers None. */
    NONE,
    ERROR
  }

  @Override
  public Object call(Arguments arguments) {
    CALL.check(arguments);
    String name = Python.str(arguments.get(0, "var_name", null));
    for (Map<String, Object> source : sources) {
      if (source.containsKey(name)) {
        return value(source.get(name));
      }
    }
    if (arguments.has(1, "default")) {
      return arguments.get(1, "default", null);
    }
    if (missing == Missing.NONE) {
      return null;
    }
    throw CallError.compilation(
        "Required var '"
            + name
            + "' not found in config:\nVars supplied to "
            + owner
            + " = "
            + supplied());
  }

  @Override
  public Optional<Value> attribute(String name) {
    if (!name.equals("has_var")) {
      return Optional.empty();
    }
    return Value.of(
        HAS_VAR.checking(
            arguments -> {
              String wanted = Python.str(arguments.get(0, "var_name", null));
              return sources.stream().anyMatch(source -> source.containsKey(wanted));
            }));
  }

  private Object value(Object raw) {
    if (raw instanceof String text && DbtJinja.isTemplate(text)) {
      return DbtJinja.engine().parse("var", text).render(scope.get());
    }
    return TemplateValues.toTemplateWithDates(raw);
  }

  private String supplied() {
    Map<String, Object> all = new TreeMap<>();
    for (int i = sources.size() - 1; i >= 0; i--) {
      all.putAll(sources.get(i));
    }
    return JsonWriter.write(
        TemplateValues.toTemplate(all), JsonStyle.PLAIN.sorted().indented(INDENT));
  }
}
