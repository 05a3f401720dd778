package io.epoxy.compiler.semantic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds of measures (MetricFlow's {@code measures.py}, {@code agg_time_dimension.py}). */
final class MeasureRules {
  private MeasureRules() {}

  static void percentiles(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      for (Part measure : model.measures()) {
        percentile(measure).ifPresent(sentence -> findings.error(model.node(), sentence));
      }
    }
  }

  private static Optional<String> percentile(Part measure) {
    Part params = measure.part("agg_params");
    Optional<Object> percentile = params.find("percentile");
    String subject = "Measure '" + measure.name() + "' ";
    String aggregation = measure.text("agg").orElse("");
    if (aggregation.equals("percentile")) {
      if (percentile.isEmpty()) {
        return Optional.of(
            subject
                + "uses a PERCENTILE aggregation, which requires agg_params.percentile to be"
                + " provided.");
      }
      return percentile
          .filter(value -> !(value instanceof Number number && isFraction(number.doubleValue())))
          .map(
              value ->
                  "Percentile aggregation parameter for measure '"
                      + measure.name()
                      + "' is '"
                      + value
                      + "', but must be between 0 and 1 (non-inclusive). For example, to indicate"
                      + " the 65th percentile value, set 'percentile: 0.65'. For percentile values"
                      + " of 0, please use MIN, for percentile values of 1, please use MAX.");
    }
    if (aggregation.equals("median")) {
      return percentile
          .filter(value -> !(value instanceof Number number && number.doubleValue() == 0.5))
          .map(
              value ->
                  subject
                      + "uses a MEDIAN aggregation, while percentile is set to '"
                      + value
                      + "', a conflicting value. Please remove the parameter or set to '0.5'.");
    }
    String wrong =
        Stream.of("percentile", "use_discrete_percentile", "use_approximate_percentile")
            .filter(key -> params.find(key).filter(MeasureRules::isTrue).isPresent())
            .collect(Collectors.joining(", "));
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            subject
                + "with aggregation '"
                + aggregation
                + "' uses agg_params ("
                + wrong
                + ") only relevant to Percentile measures.");
  }

  private static boolean isFraction(double value) {
    return value > 0 && value < 1;
  }

  private static boolean isTrue(Object value) {
    return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
  }

  static void counts(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      for (Part measure : model.measures()) {
        Optional<String> expression = measure.text("expr");
        if (!measure.is("agg", "count")) {
          continue;
        }
        if (expression.isEmpty()) {
          findings.error(
              model.node(),
              "Measure '"
                  + measure.name()
                  + "' uses a COUNT aggregation, which requires an expr to be provided. Provide"
                  + " 'expr: 1' if a count of all rows is desired.");
        } else if (expression.get().toLowerCase(Locale.ROOT).startsWith("distinct ")) {
          findings.error(
              model.node(),
              "Measure '"
                  + measure.name()
                  + "' uses a 'count' aggregation with a DISTINCT expr: '"
                  + expression.get()
                  + "'. This is not supported as it effectively converts an additive measure into"
                  + " a non-additive one, and this could cause certain queries to return incorrect"
                  + " results. Please use the count_distinct aggregation type.");
        }
      }
    }
  }

  static void unique(Layer layer, Findings findings) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (SemanticModel model : layer.models()) {
      for (Part measure : model.measures()) {
        List<String> others = found.computeIfAbsent(measure.name(), name -> new ArrayList<>());
        if (!others.isEmpty()) {
          findings.error(
              model.node(),
              "Found measure with name "
                  + measure.name()
                  + " in multiple semantic models with names (["
                  + others.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                  + "])");
        }
        others.add(model.name());
      }
    }
  }

  static void timeDimensions(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      for (Part measure : model.measures()) {
        Optional<String> dimension =
            measure.text("agg_time_dimension").or(model::defaultTimeDimension);
        if (dimension.isEmpty()) {
          findings.error(
              model.node(),
              "An error occurred while checking aggregation time dimension for a semantic model -"
                  + " AssertionError: Aggregation time dimension for measure "
                  + measure.name()
                  + " is not set! This should either be set directly on the measure specification"
                  + " in the model, or else defaulted to the primary time dimension in the data"
                  + " source containing the measure.");
          break; // as there, one of a model
        }
        if (!model.hasTimeDimension(dimension.get())) {
          findings.error(
              model.node(),
              "In semantic model '"
                  + model.name()
                  + "', measure '"
                  + measure.name()
                  + "' has the aggregation time dimension set to '"
                  + dimension.get()
                  + "', which is not a valid time dimension in the semantic model");
        }
      }
    }
  }
}
