package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.model.error.SourceLocation;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a property file.
 *
 * @param key the file's top-level key, for example {@code models}
 * @param yaml rendered, see {@link PropertyRenderer}
 * @param written before that
 * @param packageName the package of what it describes, which need not be the file's
 */
record Patch(
    String key, String name, YamlMap yaml, YamlMap written, SourceFile file, String packageName) {
  private static final Set<String> PLAIN = Set.of("models", "seeds", "sources");

  /** Keys that make more of an entry, or less of another. */
  private static final Set<String> MORE =
      Set.of("versions", "semantic_model", "time_spine", "overrides");

  /** Of something of the file's own package. */
  Patch(String key, YamlMap yaml, YamlMap written, SourceFile file) {
    this(key, yaml.text("name").orElse(""), yaml, written, file, file.project().name());
  }

  Patch of(String otherPackage) {
    return new Patch(key, name, yaml, written, file, otherPackage);
  }

  /**
   * Whether it makes or describes one model, seed or source of its package, and tests of that,
   * whatever stands in other files.
   */
  boolean isPlain() {
    return PLAIN.contains(key)
        && !isOfOtherPackage()
        && MORE.stream().allMatch(more -> yaml.find(more).isEmpty());
  }

  boolean isOfOtherPackage() {
    return !packageName.equals(file.project().name());
  }

  /** dbt's patch_path. */
  String patchPath() {
    return file.project().name() + "://" + file.originalPath();
  }

  SourceLocation location() {
    return yaml.locationOf("name");
  }

  /** The version of a versioned model that lies in the file with this stem. */
  Optional<ModelVersion> version(String stem) {
    return ModelVersion.all(this).stream().filter(version -> version.isIn(stem, name)).findFirst();
  }
}
