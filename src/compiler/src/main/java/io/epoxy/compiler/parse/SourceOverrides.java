package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sources with {@code overrides: package}: their keys take the place of that package's. */
final class SourceOverrides {
  private static final Set<String> OF_THE_OVERRIDE = Set.of("name", "overrides", "tables");

  private final Map<String, Entry> bySource = new LinkedHashMap<>();
  private final Map<String, Set<String>> used = new LinkedHashMap<>();

  /** Takes an entry; two for one source are a problem. */
  void add(Entry entry, Problems problems) {
    String key = entry.text("overrides").orElse("") + "." + entry.name();
    Entry before = bySource.putIfAbsent(key, entry);
    if (before != null) {
      problems.add(
          new EpoxyException(
              ErrorCode.COMPILATION,
              "dbt found two schema.yml entries for the same source named "
                  + entry.name()
                  + " in package "
                  + entry.text("overrides").orElse("")
                  + ". Sources may only be overridden a single time. To fix this, remove one of the"
                  + " source overrides for "
                  + entry.name()
                  + ":\n - "
                  + entry.patch().file().originalPath()
                  + "\n - "
                  + before.patch().file().originalPath(),
              entry.patch().location()));
    }
  }

  static boolean is(Patch patch) {
    return patch.yaml().find("overrides").isPresent();
  }

  Optional<Entry> find(String packageName, String source) {
    String key = packageName + "." + source;
    Entry found = bySource.get(key);
    if (found != null) {
      used.computeIfAbsent(key, none -> new LinkedHashSet<>());
    }
    return Optional.ofNullable(found);
  }

  /** A source's keys with the overriding ones over them (dbt-core 1.12 {@code SourcePatch}). */
  static Map<String, Object> source(Entry entry, Entry override) {
    Map<String, Object> source = new LinkedHashMap<>(entry.data());
    override
        .data()
        .forEach(
            (key, value) -> {
              if (!OF_THE_OVERRIDE.contains(key) && value != null) {
                source.put(key, value);
              }
            });
    source.put("config", override.map("config"));
    putFreshness(source, override.data());
    return source;
  }

  /** An override without freshness has an empty one, which takes the place of the other. */
  private static void putFreshness(Map<String, Object> into, Map<String, Object> from) {
    if (from.containsKey("freshness")) {
      into.put("freshness", from.get("freshness"));
    } else {
      into.remove("freshness");
    }
  }

  /** An overriding table: rendered, and as it stands in the file. */
  record Table(Map<String, Object> data, YamlMap yaml) {
    Map<String, Object> over(Map<String, Object> table) {
      Map<String, Object> merged = new LinkedHashMap<>(table);
      data.forEach(
          (key, value) -> {
            if (value != null) {
              merged.put(key, value);
            }
          });
      merged.put("quoting", data.getOrDefault("quoting", Map.of()));
      putFreshness(merged, data);
      return merged;
    }

    YamlMap over(YamlMap table) {
      Map<String, YamlNode> entries = new LinkedHashMap<>(table.entries());
      Map<String, SourceLocation> keys = new LinkedHashMap<>(table.keys());
      yaml.entries()
          .forEach(
              (key, value) -> {
                if (!(value instanceof YamlScalar scalar && scalar.value() == null)) {
                  entries.put(key, value);
                  keys.put(key, yaml.locationOf(key));
                }
              });
      return new YamlMap(entries, keys, table.notTexts(), table.location());
    }
  }

  Optional<Table> table(Entry override, String name) {
    List<YamlNode> written = override.patch().yaml().list("tables");
    List<Object> rendered = override.list("tables");
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i) instanceof YamlMap yaml
          && yaml.text("name").equals(Optional.of(name))
          && rendered.get(i) instanceof Map<?, ?> data) {
        String key = override.text("overrides").orElse("") + "." + override.name();
        used.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(name);
        return Optional.of(new Table(Entry.copy(data), yaml));
      }
    }
    return Optional.empty();
  }

  /** Warns of overrides that change nothing. */
  void warnUnused(Warnings warnings) {
    List<String> lines = new ArrayList<>();
    bySource.forEach(
        (key, entry) -> {
          String file = entry.patch().file().originalPath();
          Set<String> tables = used.get(key);
          if (tables == null) {
            lines.add("  - Source " + key + " (in " + file + ")");
            return;
          }
          for (YamlNode table : entry.patch().yaml().list("tables")) {
            if (table instanceof YamlMap map
                && map.text("name").filter(name -> !tables.contains(name)).isPresent()) {
              lines.add(
                  "  - Source table " + key + "." + map.text("name").get() + " (in " + file + ")");
            }
          }
        });
    if (!lines.isEmpty()) {
      warnings.warn(
          "UnusedTables",
          "During parsing, dbt encountered source overrides that had no target:\n"
              + String.join("\n", lines));
    }
  }
}
