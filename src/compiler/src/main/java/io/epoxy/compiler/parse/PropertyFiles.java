package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All property files of all packages, by what they describe. */
final class PropertyFiles {
  private static final Set<String> KEYS =
      Set.of(
          "models",
          "seeds",
          "snapshots",
          "sources",
          "macros",
          "analyses",
          "data_tests",
          "exposures",
          "groups",
          "unit_tests",
          "metrics",
          "semantic_models",
          "saved_queries",
          "functions");

  private final Map<String, List<Patch>> byKey = new LinkedHashMap<>();
  private final Map<String, Patch> byResource = new LinkedHashMap<>();
  private final Map<String, Patch> versioned = new LinkedHashMap<>();

  void read(SourceFile file, Problems problems, Consumer<String> warnings) {
    try {
      YamlMap root = YamlReader.readMap(file.originalPath(), file.text(), warnings);
      root.entries()
          .forEach(
              (key, value) -> {
                String name = key.equals("tests") ? "data_tests" : key;
                if (KEYS.contains(name)) {
                  entries(name, value, file, problems);
                }
              });
    } catch (EpoxyException e) {
      problems.add(
          new EpoxyException(
              ErrorCode.PARSING,
              "Error reading "
                  + file.project().name()
                  + ": "
                  + file.path()
                  + " - Runtime Error\n"
                  + e.getMessage().indent(2).stripTrailing(),
              e.location().orElse(null),
              e));
    }
  }

  private void entries(String key, YamlNode value, SourceFile file, Problems problems) {
    if (value instanceof YamlScalar scalar && scalar.value() == null) {
      return;
    }
    if (!(value instanceof io.epoxy.compiler.yaml.YamlList list)) {
      problems.add(
          invalid(
              file,
              key,
              value,
              "the value of '" + key + "' must be a list, not " + value.typeName()));
      return;
    }
    for (YamlNode entry : list.items()) {
      if (!(entry instanceof YamlMap map)) {
        problems.add(invalid(file, key, entry, "expected a dictionary, got " + entry.typeName()));
      } else if (map.text("name").isEmpty()) {
        Optional<Object> name = map.value("name");
        problems.add(
            invalid(
                file,
                key,
                entry,
                name.isEmpty()
                    ? "'name' is a required property"
                    : name.get() + " is not of type 'string' (at path ['name'])"));
      } else {
        add(new Patch(key, map.text("name").get(), map, file), problems);
      }
    }
  }

  private void add(Patch patch, Problems problems) {
    byKey.computeIfAbsent(patch.key(), key -> new ArrayList<>()).add(patch);
    if (patch.key().equals("sources") || patch.key().equals("unit_tests")) {
      return;
    }
    String id = id(patch.key(), patch.packageName(), patch.name());
    Patch before = byResource.putIfAbsent(id, patch);
    if (before != null) {
      problems.add(
          new EpoxyException(
              ErrorCode.COMPILATION,
              "dbt found two schema.yml entries for the same resource named "
                  + patch.name()
                  + ". Resources and their associated columns may only be described a single time."
                  + " To fix this, remove one of the resource entries for "
                  + patch.name()
                  + " in this file:\n - "
                  + patch.file().originalPath()
                  + "\n - first seen at "
                  + before.location(),
              patch.location()));
    }
    if (patch.key().equals("models")) {
      for (ModelVersion version : ModelVersion.all(patch)) {
        versioned.put(id("models", patch.packageName(), file(version, patch.name())), patch);
      }
    }
  }

  private static String file(ModelVersion version, String name) {
    String file = version.definedIn().orElse(name + "_v" + version.version().value());
    return file.endsWith(".sql") ? file.substring(0, file.length() - 4) : file;
  }

  /** The entry of a resource. */
  Optional<Patch> find(String key, String packageName, String name) {
    return Optional.ofNullable(byResource.get(id(key, packageName, name)));
  }

  /** The entry of the versioned model that has a version in the file with this stem. */
  Optional<Patch> findVersioned(String packageName, String stem) {
    Patch found = versioned.get(id("models", packageName, stem));
    return found != null ? Optional.of(found) : find("models", packageName, stem);
  }

  List<Patch> all(String key) {
    return ImmutableList.copyOf(byKey.getOrDefault(key, List.of()));
  }

  private static String id(String key, String packageName, String name) {
    return key + "\n" + packageName + "\n" + name;
  }

  private static EpoxyException invalid(SourceFile file, String key, YamlNode at, String sentence) {
    return new EpoxyException(
        ErrorCode.PARSING,
        "Invalid "
            + key
            + " config given in "
            + file.originalPath()
            + " @ "
            + key
            + ": "
            + at.data()
            + " - "
            + sentence,
        at.location());
  }
}
