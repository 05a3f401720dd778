package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Warns of entries that describe nothing, or something of another kind (dbt-core 1.12). */
final class PropertyWarnings {
  private static final Map<String, ResourceType> TYPES =
      Map.of(
          "models", ResourceType.MODEL,
          "seeds", ResourceType.SEED,
          "snapshots", ResourceType.SNAPSHOT,
          "analyses", ResourceType.ANALYSIS,
          "data_tests", ResourceType.TEST,
          "functions", ResourceType.FUNCTION);
  private static final Set<String> STORED = Set.of("table", "incremental");

  private final Collected found;
  private final Warnings warnings;

  PropertyWarnings(Collected found, Warnings warnings) {
    this.found = found;
    this.warnings = warnings;
  }

  void check(PropertyFiles properties) {
    for (String key :
        List.of("models", "seeds", "snapshots", "analyses", "data_tests", "functions")) {
      properties.all(key).forEach(this::check);
    }
    for (GraphMember member : found.enabled()) {
      if (member instanceof ModelNode model && model.info().patchPath().isPresent()) {
        constraints(model);
      }
    }
  }

  private void check(Patch patch) {
    if (found.hasFailed(patch.name())) {
      return;
    }
    List<ModelVersion> versions =
        patch.key().equals("models") ? ModelVersion.all(patch) : List.of();
    if (versions.isEmpty()) {
      single(patch);
      return;
    }
    for (ModelVersion version : versions) {
      UniqueId id =
          UniqueId.of(
              ResourceType.MODEL,
              patch.packageName(),
              patch.name(),
              "v" + version.version().value());
      boolean failed = found.hasFailed(version.stem(patch.name()));
      if (found.findAny(id).isEmpty() && !failed) {
        nothing(patch, version.stem(patch.name()));
      }
    }
  }

  private void single(Patch patch) {
    ResourceType type = TYPES.get(patch.key());
    if (found.findAny(UniqueId.of(type, patch.packageName(), patch.name())).isPresent()) {
      return;
    }
    Optional<ResourceType> other =
        RefIndex.isRefable(type)
            ? Stream.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT)
                .filter(
                    kind ->
                        found
                            .find(UniqueId.of(kind, patch.packageName(), patch.name()))
                            .isPresent())
                .findFirst()
            : Optional.empty();
    if (other.isEmpty()) {
      nothing(patch, patch.name());
      return;
    }
    warnings.warn(
        "WrongResourceSchemaFile",
        "'"
            + patch.name()
            + "' is a "
            + other.get().dbtName()
            + " node, but it is specified in the "
            + patch.key()
            + " section of "
            + patch.file().originalPath()
            + ". To fix this error, place the `"
            + patch.name()
            + "` specification under the "
            + Sentences.plural(other.get())
            + " key instead.",
        Map.of(
            "patch_name",
            patch.name(),
            "resource_type",
            other.get().dbtName(),
            "plural_resource_type",
            Sentences.plural(other.get()),
            "yaml_key",
            patch.key(),
            "file_path",
            patch.file().originalPath()));
  }

  private void nothing(Patch patch, String name) {
    warnings.warn(
        "NoNodeForYamlKey",
        "Did not find matching node for patch with name '"
            + name
            + "' in the '"
            + patch.key()
            + "' section of file '"
            + patch.file().originalPath()
            + "'",
        Map.of(
            "patch_name", name, "yaml_key", patch.key(), "file_path", patch.file().originalPath()));
  }

  private void constraints(ModelNode model) {
    String materialized = model.materialization();
    boolean enforced = Boolean.TRUE.equals(model.info().config().map("contract").get("enforced"));
    if (!enforced || STORED.contains(materialized)) {
      return;
    }
    List<Constraint> all = new ArrayList<>(model.promises().constraints());
    for (ColumnInfo column : model.info().columns().values()) {
      all.addAll(column.constraints());
    }
    if (all.stream().anyMatch(Constraint::warnUnsupported)) {
      warnings.warn(
          "UnsupportedConstraintMaterialization",
          "Constraint types are not supported for "
              + materialized
              + " materializations and will be ignored.  Set 'warn_unsupported: false' on this"
              + " constraint to ignore this warning.");
    }
  }
}
