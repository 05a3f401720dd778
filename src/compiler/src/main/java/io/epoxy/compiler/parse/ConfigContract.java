package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.shape.Complaint;
import io.epoxy.compiler.shape.Shapes;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of a resolved config's values. dbt checks them in three places, each with a sentence of
 * its own: when it merges levels, when it fills its classes, and by JSON schema.
 */
final class ConfigContract {
  /** Keys whose levels are merged as mappings. */
  private static final Set<String> MERGED =
      Set.of(
          "meta",
          "quoting",
          "column_types",
          "docs",
          "contract",
          "grants",
          "latest_version_pointer");

  /** Keys that dbt's classes refuse, with the Python type that the sentence names. */
  private static final Map<String, String> FILLED =
      Map.of(
          "persist_docs", "Dict[str, Any]",
          "on_configuration_change", "OnConfigurationChangeOption",
          "on_error", "Optional[ModelOnErrorOptions]",
          "limit", "Optional[int]",
          "pre-hook", "List[Hook]",
          "post-hook", "List[Hook]",
          "snapshot_meta_column_names", "SnapshotMetaColumnNames",
          "type", "FunctionType",
          "volatility", "Optional[FunctionVolatility]");

  private ConfigContract() {}

  /** What is wrong, in dbt's sentences. */
  static List<String> problems(ResourceType type, Map<String, Object> config) {
    return Shapes.find("config-" + type.dbtName()).stream()
        .flatMap(shape -> shape.check(config).stream())
        .map(complaint -> sentence(type, complaint, config))
        .distinct()
        .collect(Collectors.toList());
  }

  private static String sentence(
      ResourceType type, Complaint complaint, Map<String, Object> config) {
    String key = complaint.path().isEmpty() ? "" : String.valueOf(complaint.path().get(0));
    Object value = config.get(key);
    if (MERGED.contains(key) && !(value instanceof Map)) {
      return "config '" + key + "': expected dict, got " + Python.str(shown(value));
    }
    if (FILLED.containsKey(key) && !complaint.path().contains("transaction")) {
      return "Field \""
          + key.replace('-', '_')
          + "\" of type "
          + FILLED.get(key)
          + " in "
          + className(type)
          + " has invalid value "
          + Python.repr(shown(value))
          + hint(complaint);
    }
    if (key.equals("freshness")
        && value instanceof Map<?, ?> freshness
        && freshness.get("build_after") instanceof Map<?, ?> after) {
      return "Field \"build_after\" of type ModelBuildAfter in ModelFreshness has invalid value "
          + Python.repr(shown(after));
    }
    return complaint.sentence();
  }

  private static String hint(Complaint complaint) {
    return complaint.reason().contains("is not one of")
        ? ": it " + complaint.reason().substring(complaint.reason().indexOf("is not one of"))
        : "";
  }

  private static String className(ResourceType type) {
    return switch (type) {
      case MODEL -> "ModelConfig";
      case SEED -> "SeedConfig";
      case SNAPSHOT -> "SnapshotConfig";
      case TEST -> "TestConfig";
      case FUNCTION -> "FunctionConfig";
      default -> "NodeConfig";
    };
  }

  private static Object shown(Object value) {
    return TemplateValues.toTemplateWithDates(value);
  }
}
