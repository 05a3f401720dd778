package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableSet;

/**
 * The members of a context that answer the same at each parse of the same node for the same target
 * and project. Everything else, such as {@code run_started_at}, {@code modules} with its clock, or
 * {@code log} with its effect, makes a node be parsed each time.
 */
public final class RepeatableMembers {
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "_dbt_generic_test_kwargs",
          "adapter",
          "api",
          "builtins",
          "column",
          "compiled_code",
          "config",
          "context",
          "database",
          "dbt_version",
          "diff_of_two_dicts",
          "env",
          "env_var",
          "execute",
          "fromjson",
          "fromyaml",
          "function",
          "graph",
          "load_result",
          "local_md5",
          "metric",
          "model",
          "post_hooks",
          "pre_hooks",
          "project_name",
          "ref",
          "render",
          "return",
          "schema",
          "set",
          "set_strict",
          "source",
          "sql",
          "sql_now",
          "store_raw_result",
          "store_result",
          "target",
          "this",
          "tojson",
          "toyaml",
          "try_or_compiler_error",
          "validation",
          "var",
          "write",
          "zip",
          "zip_strict");

  private RepeatableMembers() {}

  public static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
