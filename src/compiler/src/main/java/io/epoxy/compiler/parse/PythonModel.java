package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.python.Expression;
import io.epoxy.compiler.python.Expression.Argument;
import io.epoxy.compiler.python.PythonSource;
import io.epoxy.compiler.python.PythonSource.Returned;
import io.epoxy.compiler.python.PythonSyntaxError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.render.LiteralReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python model: what its code calls on {@code dbt} and whether it is a model at all (dbt-core
 * 1.12 {@code parser/models.py}). It is read, never run.
 */
final class PythonModel {
  private final NodeParser.Spec spec;
  private final Map<String, List<Object>> configKeys = new LinkedHashMap<>();

  private PythonModel(NodeParser.Spec spec) {
    this.spec = spec;
    for (String list : List.of("config_keys", "meta_keys")) {
      configKeys.put(list + "_used", new ArrayList<>());
      configKeys.put(list + "_defaults", new ArrayList<>());
    }
  }

  static boolean is(NodeParser.Spec spec) {
    return spec.type() == ResourceType.MODEL && spec.originalPath().endsWith(".py");
  }

  /**
   * Makes the calls of a model's code in a scope of parsing.
   *
   * @throws EpoxyException for code that is no Python or no model
   */
  static void callIn(NodeParser.Spec spec, NodeScope scope) {
    PythonModel model = new PythonModel(spec);
    if (DbtJinja.isTemplate(spec.rawCode())) {
      throw model.invalid("No jinja in python model code is allowed", jinjaLine(spec.rawCode()), 0);
    }
    PythonSource source = model.source();
    if (!source.isEmpty()) {
      model.check(source);
      for (DbtCall call : DbtCall.all(source)) {
        model.make(call, scope);
      }
      model.addConfigKeys(scope);
    }
  }

  private static int jinjaLine(String code) {
    int line = 1;
    for (String text : code.lines().toList()) {
      if (DbtJinja.isTemplate(text)) {
        return line;
      }
      line++;
    }
    return line;
  }

  private PythonSource source() {
    try {
      return PythonSource.parse(spec.rawCode());
    } catch (PythonSyntaxError e) {
      int line = spec.lineOffset() + e.line();
      String shown = spec.rawCode().lines().skip(e.line() - 1L).findFirst().orElse("");
      String file = spec.originalPath().substring(spec.originalPath().lastIndexOf('/') + 1);
      throw invalid(
          e.getMessage() + " (" + file + ", line " + line + ")\n" + shown, e.line(), e.column());
    }
  }

  private void check(PythonSource source) {
    List<PythonSource.Function> models =
        source.functions().stream().filter(function -> function.name().equals("model")).toList();
    if (models.size() != 1) {
      throw invalid(
          "dbt allows exactly one model defined per python file, found " + models.size(),
          models.size() < 2 ? 0 : models.get(1).line(),
          0);
    }
    PythonSource.Function model = models.get(0);
    List<String> problems = new ArrayList<>();
    if (!model.parameters().isEmpty() && !model.parameters().get(0).equals("dbt")) {
      problems.add("'dbt' not provided for model as the first argument");
    }
    if (model.parameters().size() != 2) {
      problems.add("model function should have two args, `dbt` and a session to current warehouse");
    }
    if (!model.returned().equals(Optional.of(Returned.ONE_VALUE))) {
      problems.add("In current version, model function should return only one dataframe object");
    }
    if (!problems.isEmpty()) {
      throw invalid(String.join("\n", problems), model.line(), model.column());
    }
  }

  private void make(DbtCall call, NodeScope scope) {
    List<Object> positional = new ArrayList<>();
    Map<String, Object> keyword = new LinkedHashMap<>();
    for (Argument argument : call.arguments()) {
      Object value = literal(argument, call);
      if (argument.form() == Argument.Form.KEYWORD) {
        keyword.put(argument.name().orElseThrow(), value);
      } else {
        positional.add(value);
      }
    }
    switch (call.function()) {
      case GET -> configKey("config_keys", call, positional);
      case META_GET -> configKey("meta_keys", call, positional);
      default ->
          function(call.function().dbtName(), scope).call(new Arguments(positional, keyword));
    }
  }

  private void configKey(String list, DbtCall call, List<Object> given) {
    String name = "dbt.config." + call.function().dbtName() + "()";
    if (given.isEmpty()) {
      throw invalid(name + " requires at least one argument", call.line(), call.column());
    }
    if (given.size() > 2) {
      throw invalid(
          name + " takes at most 2 arguments (" + given.size() + " given)",
          call.line(),
          call.column());
    }
    configKeys.get(list + "_used").add(given.get(0));
    configKeys.get(list + "_defaults").add(given.size() == 2 ? given.get(1) : null);
  }

  /** What the macro that writes the end of the compiled code asks for. */
  private void addConfigKeys(NodeScope scope) {
    if (configKeys.values().stream().anyMatch(list -> !list.isEmpty())) {
      function("config", scope)
          .call(new Arguments(List.of(), new LinkedHashMap<String, Object>(configKeys)));
    }
  }

  private static JinjaCallable function(String name, NodeScope scope) {
    return (JinjaCallable) scope.find(name).orElseThrow().get();
  }

  /** dbt reads {@code ast.literal_eval} of each argument. */
  private Object literal(Argument argument, DbtCall call) {
    boolean plain =
        argument.form() == Argument.Form.POSITIONAL || argument.form() == Argument.Form.KEYWORD;
    boolean formatted = argument.value() instanceof Expression.Formatted;
    Optional<JinjaObject.Value> value =
        plain && !formatted ? LiteralReader.read("(" + argument.text() + ")") : Optional.empty();
    return value
        .orElseThrow(
            () ->
                invalid(
                    "Error when trying to literal_eval an arg to dbt.ref(), dbt.source(),"
                        + " dbt.config() or dbt.config.get() \nmalformed node or string on line "
                        + (spec.lineOffset() + call.line())
                        + ": "
                        + argument.text()
                        + "\nhttps://docs.python.org/3/library/ast.html#ast.literal_eval\nIn dbt"
                        + " python model, `dbt.ref`, `dbt.source`, `dbt.config`, `dbt.config.get`"
                        + " function args only support Python literal structures",
                    call.line(),
                    call.column()))
        .get();
  }

  /** An error under the model's heading; line 0 means the file. */
  private EpoxyException invalid(String sentence, int line, int column) {
    String message =
        ErrorCode.PARSING.heading()
            + " in "
            + spec.stackName()
            + "\n"
            + sentence.indent(2).stripTrailing();
    SourceLocation place =
        line == 0
            ? SourceLocation.ofFile(spec.originalPath())
            : new SourceLocation(spec.originalPath(), spec.lineOffset() + line, column);
    return new EpoxyException(ErrorCode.PARSING, message, place);
  }
}
