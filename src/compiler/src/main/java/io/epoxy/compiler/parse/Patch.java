package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.model.error.SourceLocation;
import java.util.Optional;

/**
 * One entry of a property file.
 *
 * @param key the file's top-level key, for example {@code models}
 */
record Patch(String key, String name, YamlMap yaml, SourceFile file) {
  /** dbt's patch_path. */
  String patchPath() {
    return file.project().name() + "://" + file.originalPath();
  }

  SourceLocation location() {
    return yaml.locationOf("name");
  }

  String packageName() {
    return file.project().name();
  }

  /** The version of a versioned model that lies in the file with this stem. */
  Optional<ModelVersion> version(String stem) {
    return ModelVersion.all(this).stream().filter(version -> version.isIn(stem, name)).findFirst();
  }
}
