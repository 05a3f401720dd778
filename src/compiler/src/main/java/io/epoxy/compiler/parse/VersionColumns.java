package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code include} and {@code exclude} of a version's columns. */
record VersionColumns(Optional<List<String>> included, List<String> excluded) {
  static VersionColumns of(YamlMap version) {
    if (version.list("columns").isEmpty()) {
      return new VersionColumns(Optional.of(List.of("*")), List.of());
    }
    for (YamlNode entry : version.list("columns")) {
      if (entry instanceof YamlMap map && map.find("include").isPresent()) {
        return new VersionColumns(
            Optional.of(Properties.texts(map.value("include").orElse(null))),
            Properties.texts(map.value("exclude").orElse(null)));
      }
    }
    return new VersionColumns(Optional.empty(), List.of());
  }

  /** The model's columns that the version has. */
  List<String> kept(Collection<String> names) {
    List<String> kept = new ArrayList<>();
    if (included.isEmpty()) {
      return kept;
    }
    boolean all = included.get().contains("*") || included.get().contains("all");
    for (String name : names) {
      if ((all || included.get().contains(name)) && !excluded.contains(name)) {
        kept.add(name);
      }
    }
    return kept;
  }
}
