package io.epoxy.compiler.parse;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Warns of models with a {@code deprecation_date} and of models that read them (dbt-core 1.12
 * {@code check_for_model_deprecations}).
 */
final class ModelDeprecations {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private final Warnings warnings;
  private final Instant now;

  ModelDeprecations(Warnings warnings, Instant now) {
    this.warnings = warnings;
    this.now = now;
  }

  void warn(Manifest manifest) {
    Map<UniqueId, List<ModelNode>> readers = new LinkedHashMap<>();
    for (Node node : manifest.nodes().values()) {
      if (node instanceof ModelNode model && model.promises().deprecationDate().isPresent()) {
        readers.put(model.uniqueId(), new ArrayList<>());
      }
    }
    if (readers.isEmpty()) {
      return;
    }
    for (Node node : manifest.nodes().values()) {
      if (node instanceof ModelNode model) {
        model.dependsOn().stream()
            .distinct()
            .filter(readers::containsKey)
            .forEach(id -> readers.get(id).add(model));
      }
    }
    readers.forEach((id, models) -> warn((ModelNode) manifest.nodes().get(id), models));
  }

  private void warn(ModelNode model, List<ModelNode> readers) {
    OffsetDateTime date = model.promises().deprecationDate().orElseThrow();
    boolean past = date.toInstant().isBefore(now);
    String shown = model.name() + model.version().map(own -> ".v" + own.value()).orElse("");
    if (past) {
      warnings.warn(
          "DeprecatedModel",
          "Model "
              + shown
              + " has passed its deprecation date of "
              + ISO.format(date)
              + ". This model should be disabled or removed.",
          Map.of(
              "model_name",
              model.name(),
              "model_version",
              versionOf(model),
              "deprecation_date",
              ISO.format(date)));
    }
    for (ModelNode reader : readers) {
      warnings.warn(
          past ? "DeprecatedReference" : "UpcomingReferenceDeprecation",
          "While compiling '"
              + reader.name()
              + "': Found a reference to "
              + shown
              + (past ? ", which was deprecated on '" : ", which is slated for deprecation on '")
              + ISO.format(date)
              + "'. "
              + newer(model, past ? "Migrate now: " : "Try it out: "),
          Map.of(
              "model_name",
              reader.name(),
              "ref_model_package",
              model.info().packageName(),
              "ref_model_name",
              model.name(),
              "ref_model_version",
              versionOf(model),
              "ref_model_latest_version",
              model.version().map(own -> String.valueOf(own.latest())).orElse(""),
              "ref_model_deprecation_date",
              ISO.format(date)));
    }
  }

  private static String versionOf(ModelNode model) {
    return model.version().map(own -> String.valueOf(own.value())).orElse("");
  }

  private static String newer(ModelNode model, String invitation) {
    if (model.version().isEmpty() || model.version().get().isLatest()) {
      return "";
    }
    return "A new version of '"
        + model.name()
        + "' is available. "
        + invitation
        + "{{ ref('"
        + model.info().packageName()
        + "', '"
        + model.name()
        + "', v='"
        + model.version().get().latest()
        + "') }}.";
  }
}
