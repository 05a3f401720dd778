package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ColumnInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a property file says about one node.
 *
 * @param description as written; its doc() calls are filled in when everything is parsed
 * @param columns likewise
 * @param config rendered, the keys that may stand beside {@code config:} among them
 * @param written the same with what the file says before rendering laid over it, as dbt compares
 *     states by
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
      List.of("meta", "docs", "group", "contract", "access");

  static Properties of(Entry entry) {
    Map<String, Object> config = config(entry);
    return new Properties(
        Optional.of(entry.patch().patchPath()),
        entry.textOrEmpty("description"),
        new ColumnReader(entry).read(entry.maps("columns")),
        config,
        DeepMerge.of(config, writtenConfig(entry.patch().written())));
  }

  /** As {@link #of(Entry)}, for one version of a model: its own keys go over the model's. */
  static Properties of(Entry entry, ModelVersion version) {
    Map<String, Object> own = version.data(entry);
    Map<String, Object> config =
        DeepMerge.of(
            config(entry), own.get("config") instanceof Map<?, ?> map ? Entry.copy(map) : Map.of());
    String description = own.get("description") instanceof String text ? text : "";
    return new Properties(
        Optional.of(entry.patch().patchPath()),
        description.isEmpty() ? entry.textOrEmpty("description") : description,
        new ColumnReader(entry).read(version.columns(entry)),
        config,
        DeepMerge.of(config, writtenConfig(version.written())));
  }

  /** The package whose file this is. */
  Optional<String> describingPackage() {
    return patchPath.map(path -> path.substring(0, path.indexOf("://")));
  }

  /** The same with a config key that the file does not have. */
  Properties withDefault(String key, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(config);
    all.putIfAbsent(key, value);
    Map<String, Object> asWritten = new LinkedHashMap<>(written);
    asWritten.putIfAbsent(key, value);
    return new Properties(patchPath, description, columns, all, asWritten);
  }

  /** dbt-core 1.12 {@code normalize_attribute}: some keys may stand in one of two places. */
  static Map<String, Object> config(Entry entry) {
    Map<String, Object> config = new LinkedHashMap<>(entry.map("config"));
    for (String key : CONFIG_KEYS) {
      if (!entry.has(key)) {
        continue;
      }
      if (config.containsKey(key)) {
        throw new EpoxyException(
            ErrorCode.PARSING,
            "In "
                + entry.patch().file().originalPath()
                + ": found "
                + key
                + " dictionary in 'config' dictionary and as top-level key.\nRemove the top-level"
                + " key and define it under 'config' dictionary only.",
            entry.patch().yaml().locationOf(key));
      }
      config.put(key, entry.data().get(key));
    }
    return config;
  }

  private static Map<String, Object> writtenConfig(YamlMap yaml) {
    return yaml.map("config").map(YamlMap::data).orElse(Map.of());
  }

  /** The columns of an entry that have a name. */
  static List<YamlMap> columnEntries(YamlMap yaml) {
    List<YamlMap> columns = new ArrayList<>();
    for (YamlNode column : yaml.list("columns")) {
      if (column instanceof YamlMap map && map.text("name").isPresent()) {
        columns.add(map);
      }
    }
    return columns;
  }

  /** A text or a list of texts. */
  static List<String> texts(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(TemplateValues::str).toList()
        : List.of(TemplateValues.str(value));
  }
}
