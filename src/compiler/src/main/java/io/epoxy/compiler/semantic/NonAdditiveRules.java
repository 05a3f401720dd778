package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What holds of a measure's non-additive dimension (MetricFlow's shared helpers of measures). */
final class NonAdditiveRules {
  private NonAdditiveRules() {}

  static void dimensions(Layer layer, Findings findings) {
    for (SemanticModel model : layer.models()) {
      for (Part measure : model.measures()) {
        Part wanted = measure.part("non_additive_dimension");
        Optional<Part> time =
            measure
                .text("agg_time_dimension")
                .or(model::defaultTimeDimension)
                .flatMap(name -> dimension(model, name));
        if (!wanted.keys().isEmpty() && time.isPresent()) {
          check(model, measure, wanted, time.get(), findings);
        }
      }
    }
  }

  private static Optional<Part> dimension(SemanticModel model, String name) {
    return model.dimensions().stream().filter(found -> found.name().equals(name)).findFirst();
  }

  private static void check(
      SemanticModel model, Part measure, Part wanted, Part time, Findings findings) {
    SemanticLayerNode node = model.node();
    String subject = "Measure '" + measure.name() + "' has a non_additive_dimension with ";
    String name = "'" + wanted.name() + "' ";
    Optional<Part> found = dimension(model, wanted.name());
    if (found.isEmpty()) {
      findings.error(
          node,
          subject
              + "name "
              + name
              + "that is not defined as a dimension in semantic model '"
              + model.name()
              + "'.");
    } else if (!found.get().is("type", "time")) {
      findings.error(
          node,
          // Without a blank, as there.
          subject
              + "name"
              + name
              + "that is defined as a categorical dimension which is not supported.");
    } else if (!grain(found.get()).equals(grain(time))) {
      findings.error(
          node,
          subject
              + "name "
              + name
              + "that has a base time granularity ("
              + grain(found.get())
              + ") that is not equal to the measure's agg_time_dimension "
              + time.name()
              + " with a base granularity of ("
              + grain(time)
              + ").");
    }
    Optional<String> choice = wanted.text("window_choice");
    if (choice.isPresent() && !List.of("min", "max").contains(choice.get())) {
      findings.error(
          node,
          subject
              + "an invalid 'window_choice' of '"
              + choice.get()
              + "'. Only choices supported are 'min' or 'max'.");
    }
    String strangers = strangers(model, wanted);
    if (!strangers.isEmpty()) {
      findings.error(
          node,
          subject
              + "an invalid 'window_groupings'. These entities {"
              + strangers
              + "} do not exist in the semantic model.");
    }
  }

  private static String strangers(SemanticModel model, Part wanted) {
    List<String> known = model.entities().stream().map(Part::name).toList();
    List<?> groupings =
        wanted.keys().get("window_groupings") instanceof List<?> list ? list : List.of();
    return groupings.stream()
        .map(String::valueOf)
        .filter(name -> !known.contains(name))
        .distinct()
        .map(name -> "'" + name + "'")
        .collect(Collectors.joining(", "));
  }

  private static String grain(Part dimension) {
    return dimension
        .part("type_params")
        .text("time_granularity")
        .orElse("day")
        .toUpperCase(Locale.ROOT);
  }
}
