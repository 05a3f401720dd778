package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.ErrorCode;

/** Methods of dbt-glue that drive its Python session: each is refused with what to do instead. */
final class Unavailable {
  private Unavailable() {}

  static JinjaException method(String name) {
    String instead =
        switch (name) {
          case "add_lf_tags" -> "Set the config lf_tags_config: Epoxy applies it to the model.";
          case "apply_lf_grants" -> "Set the config lf_grants: Epoxy applies it to the model.";
          case "execute_python", "execute_pyspark" ->
              "There is no Python session. Write the statement as SQL, for a function"
                  + " `create temporary function` in a hook.";
          default -> "Use the built-in materialization with the same file_format.";
        };
    return CallError.of(
        ErrorCode.NOT_SUPPORTED, "adapter." + name + "() is not available in Epoxy. " + instead);
  }
}
