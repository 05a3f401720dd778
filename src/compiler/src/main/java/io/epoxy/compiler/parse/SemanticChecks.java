package io.epoxy.compiler.parse;

import io.epoxy.compiler.semantic.Findings;
import io.epoxy.compiler.semantic.Findings.Finding;
import io.epoxy.compiler.semantic.SemanticRules;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises.TimeSpine;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What dbt asks of the semantic layer as a whole before it writes semantic_manifest.json (dbt-core
 * 1.12 {@code contracts/graph/semantic_manifest.py}).
 */
final class SemanticChecks {
  private static final Set<String> DAILY =
      Set.of("nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day");

  private final Manifest manifest;
  private final Map<String, ?> flags;
  private final Problems problems;
  private final Warnings warnings;

  SemanticChecks(Manifest manifest, Map<String, ?> flags, Problems problems, Warnings warnings) {
    this.manifest = manifest;
    this.flags = flags;
    this.problems = problems;
    this.warnings = warnings;
  }

  void run() {
    List<SemanticLayerNode> models = manifest.semanticLayer(ResourceType.SEMANTIC_MODEL);
    List<SemanticLayerNode> metrics = manifest.semanticLayer(ResourceType.METRIC);
    if (models.isEmpty()) {
      return;
    }
    timeSpine(models.get(0));
    if (!metrics.isEmpty()) {
      List<Finding> errors = problems.isEmpty() ? rules() : new ArrayList<>();
      cumulative(metrics).ifPresent(errors::add);
      oldTimeSpine();
      fail(errors);
    }
  }

  /** Tells what may stay, and answers what may not. */
  private List<Finding> rules() {
    Findings findings = SemanticRules.check(manifest);
    findings
        .of(Findings.Weight.WARNING)
        .forEach(found -> warnings.warn("SemanticValidationFailure", found.sentence()));
    findings
        .of(Findings.Weight.DEPRECATION)
        .forEach(
            found ->
                warnings.warn("TimeDimensionsRequireGranularityDeprecation", found.sentence()));
    return new ArrayList<>(findings.of(Findings.Weight.ERROR));
  }

  private void fail(List<Finding> errors) {
    if (errors.isEmpty()) {
      return;
    }
    SourceLocation first = errors.get(0).node().info().location();
    String sentences =
        errors.stream()
            .map(
                error ->
                    error.node().info().location().equals(first)
                        ? error.sentence()
                        : error.sentence() + " (" + error.node().info().location() + ")")
            .distinct()
            .map(sentence -> "\n  " + sentence)
            .collect(Collectors.joining());
    problems.add(
        new EpoxyException(
            ErrorCode.PARSING, "Semantic Manifest validation failed." + sentences, first));
  }

  private void timeSpine(SemanticLayerNode first) {
    boolean found =
        models().stream().anyMatch(model -> isOldSpine(model) || granularity(model, DAILY));
    if (!found) {
      problems.add(
          new EpoxyException(
              ErrorCode.PARSING,
              "The semantic layer requires a time spine model with granularity DAY or smaller in"
                  + " the project, but none was found. Guidance on creating this model can be found"
                  + " on our docs site"
                  + " (https://docs.getdbt.com/docs/build/metricflow-time-spine).",
              first.info().location()));
    }
  }

  /** Windows of cumulative metrics stand in a mapping of their own since dbt 1.9. */
  private Optional<Finding> cumulative(List<SemanticLayerNode> metrics) {
    List<SemanticLayerNode> old =
        metrics.stream()
            .filter(
                metric -> {
                  Written params = Written.of(metric.body().get("type_params"));
                  return params.get("window") != null || params.get("grain_to_date") != null;
                })
            .toList();
    if (old.isEmpty()) {
      return Optional.empty();
    }
    if (!BehaviourFlags.isOn(flags, "require_nested_cumulative_type_params")) {
      warnings.warn(
          "MFCumulativeTypeParamsDeprecation",
          "Cumulative fields `type_params.window` and `type_params.grain_to_date` have been moved"
              + " and will soon be deprecated. Please nest those values under"
              + " `type_params.cumulative_type_params.window` and"
              + " `type_params.cumulative_type_params.grain_to_date`. See documentation on behavior"
              + " changes: https://docs.getdbt.com/reference/global-configs/behavior-changes.");
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Findings.Weight.ERROR,
            old.get(0),
            "Cumulative fields `type_params.window` and"
                + " `type_params.grain_to_date` should be nested under"
                + " `type_params.cumulative_type_params.window` and"
                + " `type_params.cumulative_type_params.grain_to_date`. Invalid metrics: "
                + old.stream().map(SemanticLayerNode::name).collect(Collectors.joining(", "))
                + ". See documentation on behavior changes:"
                + " https://docs.getdbt.com/reference/global-configs/behavior-changes."));
  }

  private void oldTimeSpine() {
    boolean old =
        models().stream()
            .anyMatch(model -> isOldSpine(model) && model.promises().timeSpine().isEmpty());
    boolean daily = models().stream().anyMatch(model -> granularity(model, Set.of("day")));
    if (old
        && !daily
        && !BehaviourFlags.isOn(flags, "require_yaml_configuration_for_mf_time_spines")) {
      warnings.warn(
          "MFTimespineWithoutYamlConfigurationDeprecation",
          "Time spines without YAML configuration are in the process of deprecation. Please add"
              + " YAML configuration for your 'metricflow_time_spine' model. See documentation on"
              + " MetricFlow time spines:"
              + " https://docs.getdbt.com/docs/build/metricflow-time-spine and behavior change"
              + " documentation:"
              + " https://docs.getdbt.com/reference/global-configs/behavior-changes.");
    }
  }

  private List<ModelNode> models() {
    return manifest.nodes().values().stream()
        .filter(ModelNode.class::isInstance)
        .map(ModelNode.class::cast)
        .toList();
  }

  private static boolean isOldSpine(ModelNode model) {
    return model.name().equals(TimeSpine.OLD_MODEL);
  }

  private static boolean granularity(ModelNode model, Set<String> wanted) {
    return model
        .promises()
        .timeSpine()
        .map(spine -> model.info().columns().get(spine.standardGranularityColumn()))
        .map(column -> Optional.ofNullable(column.semantics().get("granularity")))
        .flatMap(found -> found)
        .filter(found -> wanted.contains(found.toString()))
        .isPresent();
  }
}
