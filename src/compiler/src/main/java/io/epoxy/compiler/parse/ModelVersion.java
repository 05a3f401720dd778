package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ModelNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a model's {@code versions:}.
 *
 * @param written before it was rendered
 * @param index its place in the list, from 0
 */
record ModelVersion(
    ModelNode.Version version,
    YamlMap yaml,
    YamlMap written,
    Optional<String> definedIn,
    int index) {

  static List<ModelVersion> all(Patch patch) {
    List<ModelVersion> all = new ArrayList<>();
    List<YamlNode> entries = patch.yaml().list("versions");
    if (entries.isEmpty()) {
      return all;
    }
    Object latest = patch.yaml().value("latest_version").orElseGet(() -> highest(entries));
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof YamlMap map && map.value("v").isPresent()) {
        Object value = map.value("v").get();
        all.add(
            new ModelVersion(
                new ModelNode.Version(value, latest),
                map,
                patch.written().list("versions").get(i) instanceof YamlMap written ? written : map,
                map.text("defined_in"),
                i));
      }
    }
    return all;
  }

  /**
   * Checks the list of an entry.
   *
   * @throws EpoxyException for a version without number, a double one, a latest one that is none
   */
  static void check(Patch patch) {
    Set<String> seen = new LinkedHashSet<>();
    List<Object> values = new ArrayList<>();
    for (YamlNode entry : patch.yaml().list("versions")) {
      Object value = entry instanceof YamlMap map ? map.value("v").orElse(null) : null;
      if (value == null) {
        throw Entry.invalid(
            patch, "at path ['versions']: 'v' is a required property", entry.location());
      }
      values.add(value);
      if (!seen.add(String.valueOf(value))) {
        throw new EpoxyException(
            ErrorCode.PARSING,
            "Found duplicate version: '"
                + value
                + "' in versions list of model '"
                + patch.name()
                + "'",
            entry.location());
      }
    }
    Optional<Object> latest = patch.yaml().value("latest_version");
    if (latest.isPresent() && !values.contains(latest.get())) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "latest_version: "
              + latest.get()
              + " is not one of model '"
              + patch.name()
              + "' versions: "
              + Python.repr(values),
          patch.yaml().locationOf("latest_version"));
    }
  }

  /** Whether the version's SQL is in the file; the latest may lie in {@code name.sql} itself. */
  boolean isIn(String stem, String name) {
    if (definedIn.isPresent()) {
      return definedIn.get().equals(stem)
          || definedIn.get().equals(stem + ".sql")
          || version.isLatest() && stem.equals(name);
    }
    return stem.equals(name + "_v" + version.value())
        || stem.equals(name + ".v" + version.value())
        || version.isLatest() && stem.equals(name);
  }

  /** The file that it should lie in, without extension. */
  String stem(String name) {
    String file = definedIn.orElse(name + "_v" + version.value());
    return file.endsWith(".sql") ? file.substring(0, file.length() - 4) : file;
  }

  /** This version's part of the rendered entry. */
  Map<String, Object> data(Entry entry) {
    return entry.list("versions").get(index) instanceof Map<?, ?> map ? Entry.copy(map) : Map.of();
  }

  /** The model's columns that the version has, and its own. */
  List<Map<String, Object>> columns(Entry entry) {
    List<Map<String, Object>> columns = new ArrayList<>();
    VersionColumns filter = VersionColumns.of(yaml);
    for (Map<String, Object> column : entry.maps("columns")) {
      if (filter.keeps(String.valueOf(column.get("name")))) {
        columns.add(column);
      }
    }
    if (data(entry).get("columns") instanceof List<?> own) {
      for (Object column : own) {
        if (column instanceof Map<?, ?> map && map.containsKey("name")) {
          columns.add(Entry.copy(map));
        }
      }
    }
    return columns;
  }

  /** As {@link #columns}, as they stand in the file. */
  List<YamlMap> columnEntries(YamlMap model) {
    List<YamlMap> columns = new ArrayList<>();
    VersionColumns filter = VersionColumns.of(yaml);
    Properties.columnEntries(model).stream()
        .filter(column -> filter.keeps(column.text("name").orElseThrow()))
        .forEach(columns::add);
    columns.addAll(Properties.columnEntries(yaml));
    return columns;
  }

  private static Object highest(List<YamlNode> entries) {
    Object best = null;
    for (YamlNode entry : entries) {
      if (entry instanceof YamlMap map && map.value("v").isPresent()) {
        Object value = map.value("v").get();
        best = best == null || isHigher(value, best) ? value : best;
      }
    }
    return best == null ? "" : best;
  }

  /** dbt-core 1.12 {@code UnparsedVersion.__lt__}: as numbers where both are, else as text. */
  private static boolean isHigher(Object value, Object best) {
    Optional<Double> number = number(value);
    Optional<Double> other = number(best);
    return number.isPresent() && other.isPresent()
        ? Double.compare(number.get(), other.get()) > 0
        : String.valueOf(value).compareTo(String.valueOf(best)) > 0;
  }

  private static Optional<Double> number(Object value) {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    return String.valueOf(value).matches("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?\\s*")
        ? Optional.of(Double.valueOf(String.valueOf(value).strip()))
        : Optional.empty();
  }
}
