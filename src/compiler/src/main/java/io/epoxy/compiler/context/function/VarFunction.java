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
import java.util.ArrayList;
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

  /** The owner where no node asks. */
  public static final String CONFIGURATION = "<Configuration>";

  private final String owner;
  private final List<Map<String, Object>> sources;
  private final List<Map<String, Object>> own;
  private final Missing missing;
  private final Optional<Supplier<Scope>> scope;

  /**
   * A look-up.
   *
   * @param owner named in the message, for example a model's name
   * @param sources the first one that has the name wins
   * @param scope renders values that are templates
   */
  public VarFunction(
      String owner, List<Map<String, Object>> sources, Missing missing, Supplier<Scope> scope) {
    this(owner, sources, sources, missing, Optional.of(scope));
  }

  private VarFunction(
      String owner,
      List<Map<String, Object>> sources,
      List<Map<String, Object>> own,
      Missing missing,
      Optional<Supplier<Scope>> scope) {
    this.owner = owner;
    this.sources = ImmutableList.copyOf(sources);
    this.own = ImmutableList.copyOf(own);
    this.missing = missing;
    this.scope = scope;
  }

  /**
   * The look-up of a property file, which gives values as they are written, templates too, and
   * whose {@code has_var} and message know the command line alone (dbt-core 1.12 {@code
   * ConfiguredVar}).
   */
  public static VarFunction ofProperties(
      Map<String, Object> commandLine, List<Map<String, Object>> project) {
    List<Map<String, Object>> own = List.of(commandLine);
    List<Map<String, Object>> sources = new ArrayList<>(own);
    sources.addAll(project);
    return new VarFunction(CONFIGURATION, sources, own, Missing.ERROR, Optional.empty());
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
              return own.stream().anyMatch(source -> source.containsKey(wanted));
            }));
  }

  private Object value(Object raw) {
    if (scope.isPresent() && raw instanceof String text && DbtJinja.isTemplate(text)) {
      return DbtJinja.engine().parse("var", text).render(scope.get().get());
    }
    return TemplateValues.toTemplateWithDates(raw);
  }

  private String supplied() {
    Map<String, Object> all = new TreeMap<>();
    for (int i = own.size() - 1; i >= 0; i--) {
      all.putAll(own.get(i));
    }
    return JsonWriter.write(
        TemplateValues.toTemplate(all), JsonStyle.PLAIN.sorted().indented(INDENT));
  }
}
