package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.graph.ModelNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry of a model's {@code versions:}. */
record ModelVersion(ModelNode.Version version, YamlMap yaml, Optional<String> definedIn) {
  static List<ModelVersion> all(Patch patch) {
    List<ModelVersion> all = new ArrayList<>();
    List<YamlNode> entries = patch.yaml().list("versions");
    if (entries.isEmpty()) {
      return all;
    }
    Object latest = patch.yaml().value("latest_version").orElseGet(() -> highest(entries));
    for (YamlNode entry : entries) {
      if (entry instanceof YamlMap map && map.value("v").isPresent()) {
        Object value = map.value("v").get();
        all.add(
            new ModelVersion(new ModelNode.Version(value, latest), map, map.text("defined_in")));
      }
    }
    return all;
  }

  /** Whether the version's SQL is in the file; the latest may lie in {@code name.sql} itself. */
  boolean isIn(String stem, String name) {
    if (definedIn.isPresent()) {
      return definedIn.get().equals(stem) || definedIn.get().equals(stem + ".sql");
    }
    return stem.equals(name + "_v" + version.value())
        || stem.equals(name + ".v" + version.value())
        || version.isLatest() && stem.equals(name);
  }

  private static Object highest(List<YamlNode> entries) {
    Object best = "";
    for (YamlNode entry : entries) {
      if (entry instanceof YamlMap map && map.value("v").isPresent()) {
        Object value = map.value("v").get();
        best = isHigher(value, best) ? value : best;
      }
    }
    return best;
  }

  private static boolean isHigher(Object value, Object best) {
    if (value instanceof Number number && best instanceof Number other) {
      return Double.compare(number.doubleValue(), other.doubleValue()) > 0;
    }
    return String.valueOf(value).compareTo(String.valueOf(best)) > 0;
  }
}
