package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that nodes and macros have and YAML files have not, the same for all of them. */
public final class MacroMembers {
  private MacroMembers() {}

  public static Map<String, Object> all() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "try_or_compiler_error",
        PythonSignature.checked(
            "ProviderContext.try_or_compiler_error(self, message_if_exception, func, *)",
            MacroMembers::tryCall));
    members.put("validation", new FrozenDict("AttrDict", Map.of("any", any())));
    members.put("sql_now", "current_timestamp()");
    members.put(
        "write", PythonSignature.checked("ProviderContext.write(self, payload)", arguments -> ""));
    members.put("adapter_macro", (JinjaCallable) MacroMembers::adapterMacro);
    members.put("submit_python_job", (JinjaCallable) MacroMembers::submitPython);
    return members;
  }

  private static Object tryCall(Arguments arguments) {
    String problem = Python.str(arguments.require("try_or_compiler_error", 0, "message"));
    Object function = arguments.require("try_or_compiler_error", 1, "func");
    List<Object> rest = arguments.positional().subList(2, arguments.positional().size());
    try {
      if (function instanceof JinjaCallable callable) {
        return callable.call(new Arguments(rest, arguments.keyword()));
      }
    } catch (JinjaException e) {
      throw new JinjaException(
          JinjaException.Kind.RUNTIME, problem, JinjaException.Place.UNKNOWN, List.of(), e);
    }
    throw CallError.compilation(problem);
  }

  /** {@code validation.any(a, b)}: a function that refuses every other value. */
  private static JinjaCallable any() {
    return allowed ->
        (JinjaCallable)
            given -> {
              Object value = given.require("validate", 0, "value");
              if (allowed.positional().stream().anyMatch(one -> Python.isEqual(one, value))) {
                return null;
              }
              throw CallError.compilation(
                  "Expected value \""
                      + Python.str(value)
                      + "\" to be one of "
                      + String.join(",", allowed.positional().stream().map(Python::str).toList()));
            };
  }

  private static Object adapterMacro(Arguments arguments) {
    throw CallError.compilation(
        "The \"adapter_macro\" macro has been deprecated. Instead, use the `adapter.dispatch`"
            + " method to find a macro and call the result.  For more information, see:"
            + " https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch) adapter_macro was"
            + " called for: "
            + Python.str(arguments.require("adapter_macro", 0, "name")));
  }

  private static Object submitPython(Arguments arguments) {
    Object model = arguments.require("submit_python_job", 0, "parsed_model");
    Object alias = model instanceof Map<?, ?> map ? map.get("alias") : model;
    throw CallError.of(
        ErrorCode.NOT_SUPPORTED,
        "submit_python_job is not intended to be called here, at model "
            + Python.str(alias)
            + ": Epoxy runs no Python. Write the model in SQL.");
  }
}
