package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of what entries can describe, by package. An entry whose own package has nothing of the
 * name describes another package's (dbt-core 1.12 {@code NodePatchParser.parse_patch}); one with
 * versions stays at home.
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

  private final Map<String, Map<String, Set<String>>> names = new LinkedHashMap<>();

  /** Adds what a package has; packages are looked through in the order in which they come. */
  void add(PackageFiles files) {
    String owner = files.project().name();
    addStems("models", owner, files.models());
    addStems("seeds", owner, files.seeds());
    addStems("analyses", owner, files.analyses());
    addStems("functions", owner, files.functions());
    files.snapshots().forEach(file -> addAll("snapshots", owner, SnapshotParser.names(file)));
  }

  private void addStems(String key, String owner, List<SourceFile> files) {
    addAll(key, owner, files.stream().map(SourceFile::stem).toList());
  }

  private void addAll(String key, String owner, Collection<String> all) {
    names
        .computeIfAbsent(KINDS.get(key), kind -> new LinkedHashMap<>())
        .computeIfAbsent(owner, name -> new HashSet<>())
        .addAll(all);
  }

  /** Whether a package has a model's (or a seed's, or a snapshot's) file of this name. */
  boolean hasModel(String owner, String stem) {
    return names.getOrDefault("refs", Map.of()).getOrDefault(owner, Set.of()).contains(stem);
  }

  Patch assigned(Patch patch) {
    Map<String, Set<String>> owners = names.getOrDefault(KINDS.get(patch.key()), Map.of());
    boolean defines = patch.key().equals("snapshots") && patch.yaml().find("relation").isPresent();
    boolean versioned = patch.key().equals("models") && !ModelVersion.all(patch).isEmpty();
    boolean own = owners.getOrDefault(patch.packageName(), Set.of()).contains(patch.name());
    if (defines || versioned || own) {
      return patch;
    }
    return owners.entrySet().stream()
        .filter(owner -> owner.getValue().contains(patch.name()))
        .findFirst()
        .map(owner -> patch.of(owner.getKey()))
        .orElse(patch);
  }
}
