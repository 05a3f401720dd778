package io.epoxy.compiler.load;

import java.util.Set;

/** Names of dbt's context that no project may take (dbt-core 1.12 {@code contracts/project.py}). */
final class ReservedNames {
  private static final Set<String> NAMES =
      Set.of(
          "_sql_results",
          "adapter",
          "api",
          "column",
          "config",
          "context",
          "database",
          "env",
          "env_var",
          "exceptions",
          "execute",
          "flags",
          "fromjson",
          "fromyaml",
          "graph",
          "invocation_id",
          "load_agate_table",
          "load_result",
          "log",
          "model",
          "modules",
          "post_hooks",
          "pre_hooks",
          "ref",
          "render",
          "return",
          "run_started_at",
          "schema",
          "source",
          "sql",
          "sql_now",
          "store_result",
          "store_raw_result",
          "target",
          "this",
          "tojson",
          "toyaml",
          "try_or_compiler_error",
          "var",
          "write");

  private ReservedNames() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
