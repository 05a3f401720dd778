package io.epoxy.compiler.semantic;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.Manifest;
import java.util.List;

/**
 * The rules that a semantic manifest must keep, in the order in which dbt-core 1.12 tells what
 * breaks them (MetricFlow's {@code semantic_manifest_validator.py}).
 */
public final class SemanticRules {
  private static final List<Rule> ALL =
      ImmutableList.of(
          MeasureRules::percentiles,
          MetricRules::derived,
          MeasureRules::counts,
          MeasureRules::unique,
          ElementRules::validityWindows,
          ElementRules::dimensionsAgree,
          ElementRules::typesAgree,
          ElementRules::naturalEntities,
          InputMeasureRules::aliases,
          MetricRules::cumulative,
          NameRules::names,
          MeasureRules::timeDimensions,
          NameRules::keywords,
          NonAdditiveRules::dimensions,
          ElementRules::defaults,
          ElementRules::primaryEntities,
          ElementRules::dimensionsOfAnEntity,
          FilterRules::filters,
          SavedQueryRules::groupBys,
          SavedQueryRules::orders,
          SavedQueryRules::limits,
          LabelRules::metrics,
          LabelRules::models,
          LabelRules::entities,
          ConversionRules::conversions,
          ElementRules::granularities,
          InputMeasureRules::expressions,
          TimeSpineRules::spines);

  private SemanticRules() {}

  @FunctionalInterface
  private interface Rule {
    void check(Layer layer, Findings findings);
  }

  /** Checks a manifest that has semantic models and metrics. */
  public static Findings check(Manifest manifest) {
    Findings findings = new Findings();
    Layer layer = Layer.of(manifest);
    ALL.forEach(rule -> rule.check(layer, findings));
    return findings;
  }
}
