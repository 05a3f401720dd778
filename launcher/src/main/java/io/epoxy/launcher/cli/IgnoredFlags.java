package io.epoxy.launcher.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * dbt's flags that have no meaning here: accepted, so that scripts written for dbt run, and without
 * effect (dbt-core 1.12 {@code cli/params.py}). A flag that would change a result is not one of
 * them.
 */
final class IgnoredFlags {
  private static final List<String> SWITCHES =
      List.of(
          "cache-selected-only",
          "hints-enabled",
          "log-cache-events",
          "macro-debugging",
          "partial-parse",
          "partial-parse-file-diff",
          "populate-cache",
          "print",
          "send-anonymous-usage-stats",
          "show-all-deprecations",
          "single-threaded",
          "snowflake-projects-otel",
          "static-parser",
          "upload-to-artifacts-ingest-api",
          "use-colors-file",
          "use-experimental-parser",
          "use-fast-test-edges",
          "use-v2-parser",
          "version-check",
          "write-json");

  private static final List<String> WITH_VALUE =
      List.of(
          "log-file-max-bytes",
          "log-format-file",
          "log-level-file",
          "log-path",
          "maximum-seed-size-mib",
          "partial-parse-file-path",
          "record-timing-info",
          "sqlparse");

  private IgnoredFlags() {}

  static void addTo(CommandSpec root) {
    for (String name : SWITCHES) {
      root.addOption(option("--" + name, "--no-" + name).arity("0").type(boolean.class).build());
    }
    for (String name : WITH_VALUE) {
      root.addOption(option("--" + name).arity("1").type(String.class).build());
    }
    root.addOption(option("-r").arity("1").type(String.class).build());
  }

  private static OptionSpec.Builder option(String... names) {
    return OptionSpec.builder(names).hidden(true).scopeType(ScopeType.INHERIT);
  }
}
