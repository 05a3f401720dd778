package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of what entries can describe, by package. An entry whose own package has nothing of the
 * name, or has it disabled, describes another package's (dbt-core 1.12 {@code
 * NodePatchParser.parse_patch}); one with versions stays at home.
 */
final class Describable {
  /** Models, seeds and snapshots share their names. */
  private static final Map<String, String> KINDS =
      Map.of(
          "models", "refs",
          "seeds", "refs",
          "snapshots", "refs",
          "analyses", "analyses",
          "functions", "functions");

  private final Disabled disabled;
  private final Map<String, Map<String, Map<String, Found>>> names = new LinkedHashMap<>();

  /** Whether what has a name is disabled without its entry. Asked only when packages share one. */
  interface Disabled {
    boolean is(String key, SourceFile file, String name);
  }

  private record Found(String key, SourceFile file) {}

  Describable(Disabled disabled) {
    this.disabled = disabled;
  }

  /** Adds what a package has; packages are looked through in the order in which they come. */
  void add(PackageFiles files) {
    String owner = files.project().name();
    addStems("models", owner, files.models());
    addStems("seeds", owner, files.seeds());
    addStems("analyses", owner, files.analyses());
    addStems("functions", owner, files.functions());
    files.snapshots().forEach(file -> addAll("snapshots", owner, file, SnapshotParser.names(file)));
  }

  private void addStems(String key, String owner, List<SourceFile> files) {
    files.forEach(file -> addAll(key, owner, file, List.of(file.stem())));
  }

  private void addAll(String key, String owner, SourceFile file, Collection<String> all) {
    Map<String, Found> known =
        names
            .computeIfAbsent(KINDS.get(key), kind -> new LinkedHashMap<>())
            .computeIfAbsent(owner, name -> new HashMap<>());
    all.forEach(name -> known.putIfAbsent(name, new Found(key, file)));
  }

  /** Whether a package has a model's (or a seed's, or a snapshot's) file of this name. */
  boolean hasModel(String owner, String stem) {
    return names.getOrDefault("refs", Map.of()).getOrDefault(owner, Map.of()).containsKey(stem);
  }

  Patch assigned(Patch patch) {
    Map<String, Map<String, Found>> owners = names.getOrDefault(KINDS.get(patch.key()), Map.of());
    boolean defines = patch.key().equals("snapshots") && patch.yaml().find("relation").isPresent();
    boolean versioned = patch.key().equals("models") && !ModelVersion.all(patch).isEmpty();
    if (defines || versioned) {
      return patch;
    }
    Optional<Found> own =
        Optional.ofNullable(owners.getOrDefault(patch.packageName(), Map.of()).get(patch.name()));
    List<String> others =
        owners.keySet().stream()
            .filter(owner -> !owner.equals(patch.packageName()))
            .filter(owner -> owners.get(owner).containsKey(patch.name()))
            .toList();
    if (others.isEmpty() || own.isPresent() && !isDisabled(own.get(), patch.name())) {
      return patch;
    }
    return others.size() == 1 ? patch.of(others.get(0)) : only(patch, owners, others);
  }

  /** The entry for the one enabled node of several packages (dbt-core 1.12 {@code ref_lookup}). */
  private Patch only(Patch patch, Map<String, Map<String, Found>> owners, List<String> packages) {
    String name = patch.name();
    List<String> enabled =
        packages.stream().filter(owner -> !isDisabled(owners.get(owner).get(name), name)).toList();
    if (enabled.size() > 1 && KINDS.get(patch.key()).equals("refs")) {
      List<UniqueId> ids =
          enabled.stream()
              .map(owner -> UniqueId.of(type(owners.get(owner).get(name)), owner, name))
              .toList();
      throw new EpoxyException(
          ErrorCode.COMPILATION, RefIndex.ambiguity(name, ids, enabled), patch.location());
    }
    return patch.of(enabled.isEmpty() ? packages.get(0) : enabled.get(0));
  }

  private static ResourceType type(Found found) {
    return switch (found.key()) {
      case "seeds" -> ResourceType.SEED;
      case "snapshots" -> ResourceType.SNAPSHOT;
      default -> ResourceType.MODEL;
    };
  }

  private boolean isDisabled(Found found, String name) {
    return disabled.is(found.key(), found.file(), name);
  }
}
