package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Access;
import io.epoxy.model.graph.ResourceType;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What dbt refuses in a resolved config (dbt-core 1.12 {@code artifacts/resources/v1}). */
final class ConfigChecks {
  private static final Pattern SEVERITY = Pattern.compile("(?i)warn|error");
  private static final Set<String> CONTRACT_CHANGES = Set.of("append_new_columns", "fail");

  private ConfigChecks() {}

  /** Throws for the first thing that is wrong. */
  static void check(NodeParser.Spec spec, Map<String, Object> config) {
    enabled(spec, config.get("enabled"));
    switch (spec.type()) {
      case MODEL -> model(spec, config);
      case SEED -> materialized(spec, config, "seed");
      case TEST -> test(spec, config);
      default -> {}
    }
  }

  private static void enabled(NodeParser.Spec spec, Object enabled) {
    if (enabled == null || enabled instanceof Boolean) {
      return;
    }
    if (!String.valueOf(enabled).matches("(?i)true|false")) {
      throw invalid(
          spec,
          "Invalid config of "
              + spec.stackName()
              + ": at path ['enabled']: '"
              + enabled
              + "' is not of type 'boolean'");
    }
  }

  private static void model(NodeParser.Spec spec, Map<String, Object> config) {
    Object access = config.get("access");
    if (access != null && Access.find(String.valueOf(access)).isEmpty()) {
      throw invalid(
          spec,
          "Node " + spec.id() + " has an invalid value (" + access + ") for the access field");
    }
    boolean enforced =
        config.get("contract") instanceof Map<?, ?> contract
            && Boolean.TRUE.equals(contract.get("enforced"));
    Object change = config.get("on_schema_change");
    if (enforced
        && "incremental".equals(config.get("materialized"))
        && !CONTRACT_CHANGES.contains(String.valueOf(change))) {
      throw invalid(
          spec,
          "Invalid value for on_schema_change: "
              + change
              + ". Models materialized as incremental with contracts enabled must set"
              + " on_schema_change to 'append_new_columns' or 'fail'");
    }
  }

  private static void test(NodeParser.Spec spec, Map<String, Object> config) {
    Object severity = config.get("severity");
    if (severity != null && !SEVERITY.matcher(String.valueOf(severity)).matches()) {
      throw invalid(spec, "Severity must be either 'warn' or 'error'. Got '" + severity + "'");
    }
    materialized(spec, config, "test");
  }

  private static void materialized(
      NodeParser.Spec spec, Map<String, Object> config, String wanted) {
    Object materialized = config.get("materialized");
    if (materialized != null && !materialized.equals(wanted)) {
      throw invalid(spec, "A " + wanted + " must have a materialized value of '" + wanted + "'");
    }
  }

  private static EpoxyException invalid(NodeParser.Spec spec, String sentence) {
    return new EpoxyException(ErrorCode.PARSING, sentence, spec.location());
  }

  /** Whether a snapshot says how it is taken; {@link ResourceType#SNAPSHOT} only. */
  static void snapshot(String name, String path, Map<String, Object> config) {
    String problem = snapshotProblem(config);
    if (!problem.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "Invalid snapshot '" + name + "' (" + path + "): " + problem,
          io.epoxy.model.error.SourceLocation.ofFile(path));
    }
  }

  private static String snapshotProblem(Map<String, Object> config) {
    Object strategy = config.get("strategy");
    Object columns = config.get("check_cols");
    if (strategy == null || config.get("unique_key") == null) {
      return "Snapshots must be configured with a 'strategy' and 'unique_key'.";
    }
    if (strategy.equals("check")) {
      if (columns == null || columns.equals("") || columns.equals(java.util.List.of())) {
        return "A snapshot configured with the check strategy must specify a check_cols"
            + " configuration.";
      }
      return columns instanceof String && !columns.equals("all")
          ? "Invalid value for 'check_cols': " + columns + ". Expected 'all' or a list of strings."
          : "";
    }
    if (strategy.equals("timestamp")) {
      if (config.get("updated_at") == null) {
        return "A snapshot configured with the timestamp strategy must specify an updated_at"
            + " configuration.";
      }
      return columns != null ? "A 'timestamp' snapshot should not have 'check_cols'" : "";
    }
    Object materialized = config.get("materialized");
    return materialized != null && !materialized.equals("snapshot")
        ? "A snapshot must have a materialized value of 'snapshot'"
        : "";
  }
}
