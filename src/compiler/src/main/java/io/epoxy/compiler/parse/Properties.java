package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.graph.ColumnInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a property file says about one node, rendered.
 *
 * @param written config before rendering
 */
record Properties(
    Optional<String> patchPath,
    String description,
    Map<String, ColumnInfo> columns,
    Map<String, Object> config,
    Map<String, Object> written) {
  static final Properties NONE = new Properties(Optional.empty(), "", Map.of(), Map.of(), Map.of());

  /** Top-level keys of an entry that stand for the config key of the same name. */
  private static final List<String> CONFIG_KEYS =
      List.of("meta", "docs", "access", "group", "latest_version_pointer");

  /** Renders an entry; {@code owner} is the unique_id for messages. */
  static Properties of(Patch patch, String owner, YamlScope scope, Docs docs) {
    Reader reader = new Reader(patch, owner, scope, docs);
    YamlMap yaml = patch.yaml();
    return new Properties(
        Optional.of(patch.patchPath()),
        reader.description(yaml),
        reader.columns(yaml),
        reader.config(yaml, Reader.Jinja.RENDERED),
        reader.config(yaml, Reader.Jinja.AS_WRITTEN));
  }

  /** As {@link #of}, for one version of a model: its own keys go over the model's. */
  static Properties of(
      Patch patch, ModelVersion version, String owner, YamlScope scope, Docs docs) {
    Properties model = of(patch, owner, scope, docs);
    Reader reader = new Reader(patch, owner, scope, docs);
    Map<String, Object> config = new LinkedHashMap<>(model.config());
    ConfigMerge.accumulate(config, reader.config(version.yaml(), Reader.Jinja.RENDERED));
    Map<String, Object> written = new LinkedHashMap<>(model.written());
    ConfigMerge.accumulate(written, reader.config(version.yaml(), Reader.Jinja.AS_WRITTEN));
    String own = reader.description(version.yaml());
    return new Properties(
        model.patchPath(),
        own.isEmpty() ? model.description() : own,
        reader.versionColumns(version.yaml(), model.columns()),
        config,
        written);
  }

  /** The tests of a versioned entry stand under its kept columns. */
  static List<YamlMap> columnEntries(YamlMap yaml) {
    List<YamlMap> columns = new ArrayList<>();
    for (YamlNode column : yaml.list("columns")) {
      if (column instanceof YamlMap map && map.text("name").isPresent()) {
        columns.add(map);
      }
    }
    return columns;
  }

  /** Reads one entry. */
  record Reader(Patch patch, String owner, YamlScope scope, Docs docs) {
    /** Whether values are rendered. */
    enum Jinja {
      RENDERED,
      AS_WRITTEN
    }

    String description(YamlMap yaml) {
      return yaml.value("description")
          .map(
              text ->
                  docs.render(
                      text.toString(), owner, patch.packageName(), yaml.locationOf("description")))
          .orElse("");
    }

    Map<String, Object> config(YamlMap yaml, Jinja jinja) {
      Map<String, Object> config = new LinkedHashMap<>();
      for (String key : CONFIG_KEYS) {
        yaml.find(key).ifPresent(node -> put(config, key, node, jinja));
      }
      Map<String, Object> own = new LinkedHashMap<>();
      yaml.map("config")
          .ifPresent(map -> map.entries().forEach((key, node) -> put(own, key, node, jinja)));
      ConfigMerge.accumulate(config, own);
      return config;
    }

    private void put(Map<String, Object> config, String key, YamlNode node, Jinja jinja) {
      if (node instanceof YamlScalar scalar && scalar.value() == null && !key.equals("schema")) {
        config.put(key, null);
        return;
      }
      boolean late = key.replace('_', '-').matches("pre-hook|post-hook");
      config.put(
          key,
          late || jinja == Jinja.AS_WRITTEN
              ? node.data()
              : scope.render(node.data(), key, node.location()));
    }

    Map<String, ColumnInfo> columns(YamlMap yaml) {
      Map<String, ColumnInfo> columns = new LinkedHashMap<>();
      for (YamlMap column : columnEntries(yaml)) {
        String name = column.text("name").orElseThrow();
        columns.put(name, column(name, column));
      }
      return columns;
    }

    private ColumnInfo column(String name, YamlMap column) {
      Map<String, Object> config = config(column, Jinja.RENDERED);
      List<String> tags = new ArrayList<>(texts(column.value("tags").orElse(null)));
      tags.addAll(texts(config.get("tags")));
      Map<String, Object> meta = new LinkedHashMap<>();
      if (config.get("meta") instanceof Map<?, ?> map) {
        map.forEach((key, value) -> meta.put(String.valueOf(key), value));
      }
      return new ColumnInfo(
          name,
          description(column),
          column.value("data_type").map(String::valueOf),
          column.value("quote").filter(Boolean.class::isInstance).map(Boolean.class::cast),
          tags,
          meta,
          List.of(),
          List.of(),
          Map.of(),
          Map.of());
    }

    Map<String, ColumnInfo> versionColumns(YamlMap version, Map<String, ColumnInfo> all) {
      if (version.list("columns").isEmpty()) {
        return all;
      }
      Map<String, ColumnInfo> kept = new LinkedHashMap<>();
      VersionColumns.of(version).kept(all.keySet()).forEach(name -> kept.put(name, all.get(name)));
      kept.putAll(columns(version));
      return kept;
    }
  }

  /** A text or a list of texts. */
  static List<String> texts(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }
}
