package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code sources:} entries to tables (dbt-core 1.12 parser/sources.py). */
final class SourceParser {

  private final ParseInput input;
  private final NodeSpecs specs;
  private final EntryConfig configs;
  private final SourceOverrides overrides;

  SourceParser(ParseInput input, NodeSpecs specs, EntryConfig configs, SourceOverrides overrides) {
    this.input = input;
    this.specs = specs;
    this.configs = configs;
    this.overrides = overrides;
  }

  /**
   * A table with what its tests are made from.
   *
   * @param yaml the table's entry, an overriding one laid over it
   * @param tags of the source and the table, which the tests have too
   */
  record Parsed(SourceTable table, YamlMap yaml, SourceFile file, List<String> tags) {}

  List<Parsed> parse(Patch patch, Findings findings) {
    List<Parsed> tables = new ArrayList<>();
    Entry entry = specs.entry(patch);
    List<YamlNode> written = patch.yaml().list("tables");
    List<Object> rendered = entry.list("tables");
    Optional<Entry> override = overrides.find(patch.packageName(), patch.name());
    Map<String, Object> source =
        override.map(found -> SourceOverrides.source(entry, found)).orElse(entry.data());
    for (int i = 0; i < written.size(); i++) {
      YamlNode item = written.get(i);
      if (!(item instanceof YamlMap yaml) || yaml.text("name").isEmpty()) {
        findings.add(
            Entry.invalid(
                patch,
                "at path ['tables'][" + i + "]: 'name' is a required property",
                item.location()));
        continue;
      }
      String name = yaml.text("name").get();
      Map<String, Object> table = Entry.copy((Map<?, ?>) rendered.get(i));
      Optional<SourceOverrides.Table> over =
          override.flatMap(found -> overrides.table(found, name));
      try {
        tables.add(
            table(
                entry,
                source,
                over.map(found -> found.over(table)).orElse(table),
                over.map(found -> found.over(yaml)).orElse(yaml),
                findings));
      } catch (EpoxyException e) {
        findings.add(e);
      }
    }
    return tables;
  }

  private Parsed table(
      Entry entry,
      Map<String, Object> source,
      Map<String, Object> table,
      YamlMap yaml,
      Findings findings) {
    SourceFile file = entry.patch().file();
    String sourceName = entry.name();
    String name = String.valueOf(table.get("name"));
    List<String> fqn = new ArrayList<>(NodeSpecs.folders(file));
    fqn.add(sourceName);
    fqn.add(name);
    SourceLevels levels = new SourceLevels(entry.patch(), source, table, yaml);
    levels.warnOfTags(findings);
    EntryConfig.Resolved config = configs.of(entry, ResourceType.SOURCE, fqn, levels.config());
    Map<String, Object> resolved = new LinkedHashMap<>(config.values());
    if (resolved.get("freshness") instanceof Map<?, ?> freshness) {
      resolved.put("freshness", SourceFreshness.resolved(freshness, levels::wrong));
    }
    NodeConfig values = new NodeConfig(resolved);
    NodeInfo info =
        NodeInfo.builder(
                UniqueId.of(ResourceType.SOURCE, entry.patch().packageName(), sourceName, name),
                name,
                entry.patch().packageName())
            .files(file.originalPath(), file.originalPath())
            .fqn(fqn)
            .description(text(table, "description").orElse(""))
            .columns(new ColumnReader(entry).read(maps(table, "columns")))
            .tags(values.strings("tags"))
            .meta(values.map("meta"))
            .config(values)
            .group(Optional.empty())
            .unrenderedConfig(config.written())
            .createdAt(configs.createdAt())
            .location(yaml.locationOf("name"))
            .build();
    SourceTable result =
        new SourceTable(
            info,
            sourceName,
            text(source, "description").orElse(""),
            levels.sourceMeta(),
            text(source, "loader").orElse(""),
            relation(entry, source, table, values)
                .quoted(NodeNames.quoting(input.root().quoting(), levels.quoting())),
            database(source),
            table.get("external") instanceof Map<?, ?> external
                ? Optional.of(Entry.copy(external))
                : Optional.empty(),
            values.find("freshness").map(found -> Entry.copy((Map<?, ?>) found)),
            values.string("loaded_at_field"),
            values.string("loaded_at_query"),
            levels.quoting(),
            unrendered(entry, "database"),
            unrendered(entry, "schema"));
    return new Parsed(result, yaml, file, levels.ownTags());
  }

  private static Optional<String> unrendered(Entry entry, String key) {
    return entry.patch().written().value(key).map(String::valueOf).filter(text -> !text.isEmpty());
  }

  private static Optional<String> database(Map<String, Object> source) {
    return text(source, "database").filter(found -> !found.isEmpty());
  }

  /**
   * A database other than the schema means a catalog if there is one of that name. Another one
   * dbt-glue leaves out of the name ({@code awsdatacatalog}, say), and dbt-spark refuses.
   */
  private Relation relation(
      Entry entry, Map<String, Object> source, Map<String, Object> table, NodeConfig config) {
    String schema = text(source, "schema").filter(found -> !found.isBlank()).orElse(entry.name());
    String identifier =
        text(table, "identifier")
            .filter(found -> !found.isEmpty())
            .orElseGet(() -> String.valueOf(table.get("name")));
    Relation relation = Relation.of(schema, identifier);
    Optional<String> database = database(source).filter(found -> !found.equals(schema));
    Target target = input.contexts().target();
    if (database.filter(target::hasCatalog).isPresent()) {
      return relation.inCatalog(database.get());
    }
    if (database.isPresent() && !target.isGlue()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "Cannot set database in spark!\nSource '"
              + entry.name()
              + "' has the database '"
              + database.get()
              + "', and the profile defines no catalog of that name"
              + " (`spark.sql.catalog."
              + database.get()
              + "`). Leave it out, and name the schema.",
          entry.patch().written().locationOf("database"));
    }
    Optional<String> format =
        (table.get("external") instanceof Map<?, ?> external
                ? text(Entry.copy(external), "file_format")
                : Optional.<String>empty())
            .or(() -> config.string("file_format"));
    return NodeNames.catalog(format, target).map(relation::inCatalog).orElse(relation);
  }

  private static List<Map<String, Object>> maps(Map<String, Object> table, String key) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (table.get(key) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          maps.add(Entry.copy(map));
        }
      }
    }
    return maps;
  }

  private static Optional<String> text(Map<String, Object> map, String key) {
    return Optional.ofNullable(map.get(key)).map(String::valueOf);
  }

  /** The four places of a source's config: source and table, each with its {@code config:}. */
  private record SourceLevels(
      Patch patch, Map<String, Object> source, Map<String, Object> table, YamlMap yaml) {

    EpoxyException wrong(String sentence) {
      return Entry.invalid(patch, sentence, yaml.locationOf("name"));
    }

    Map<String, Object> config() {
      Map<String, Object> config = new LinkedHashMap<>(below(source));
      config.putAll(below(table));
      config.remove("freshness");
      freshness(config);
      loadedAt(config);
      config.put("meta", meta());
      config.put("tags", tags());
      return config;
    }

    private static Map<String, Object> below(Map<String, Object> level) {
      return level.get("config") instanceof Map<?, ?> map ? Entry.copy(map) : Map.of();
    }

    private void freshness(Map<String, Object> config) {
      Optional<SourceFreshness> merged = SourceFreshness.read(source);
      for (Map<String, Object> level : List.of(below(source), table, below(table))) {
        merged = SourceFreshness.merge(merged, SourceFreshness.read(level));
      }
      if (merged.isEmpty()) {
        config.put("freshness", null);
      } else if (merged.get().isSet()) {
        config.put("freshness", merged.get().data());
      }
    }

    /** A table's null takes the source's field away, so that the table's metadata counts. */
    private void loadedAt(Map<String, Object> config) {
      boolean fieldHere =
          table.containsKey("loaded_at_field") || below(table).get("loaded_at_field") != null;
      Object tableQuery = first("loaded_at_query", table);
      Object sourceField = first("loaded_at_field", source);
      Object sourceQuery = first("loaded_at_query", source);
      if (fieldHere && tableQuery != null) {
        throw both("table");
      }
      if (sourceField != null && sourceQuery != null) {
        throw both("source");
      }
      config.put("loaded_at_field", fieldHere ? first("loaded_at_field", table) : sourceField);
      Object inherited = fieldHere ? null : sourceQuery;
      config.put("loaded_at_query", tableQuery != null ? tableQuery : inherited);
    }

    private static Object first(String key, Map<String, Object> level) {
      Object top = level.get(key);
      Object found = top == null || top.equals("") ? below(level).get(key) : top;
      return "".equals(found) ? null : found;
    }

    private EpoxyException both(String level) {
      return new EpoxyException(
          ErrorCode.PARSING,
          "Cannot specify both loaded_at_field and loaded_at_query at " + level + " level.",
          yaml.location());
    }

    private Map<String, Object> meta() {
      Map<String, Object> meta = sourceMeta();
      putMap(meta, table.get("meta"));
      putConfigMeta(meta, table);
      return meta;
    }

    private Map<String, Object> sourceMeta() {
      Map<String, Object> meta = new LinkedHashMap<>();
      putMap(meta, source.get("meta"));
      putConfigMeta(meta, source);
      return meta;
    }

    private static void putMap(Map<String, Object> into, Object value) {
      if (value instanceof Map<?, ?> map) {
        into.putAll(Entry.copy(map));
      }
    }

    private void putConfigMeta(Map<String, Object> into, Map<String, Object> level) {
      if (!below(level).containsKey("meta")) {
        return;
      }
      Object meta = below(level).get("meta");
      if (!(meta instanceof Map)) {
        throw wrong(
            "at path ['config']['meta']: "
                + TemplateValues.repr(meta)
                + " is not of type 'object'");
      }
      putMap(into, meta);
    }

    private List<String> tags() {
      Set<String> tags = new TreeSet<>(ownTags());
      for (Map<String, Object> level : List.of(source, table)) {
        if (isTags(below(level).get("tags"))) {
          tags.addAll(Properties.texts(below(level).get("tags")));
        }
      }
      return new ArrayList<>(tags);
    }

    private static boolean isTags(Object value) {
      return value instanceof String || value instanceof List;
    }

    /** dbt-core 1.12 {@code SourcePatcher}: tags of another type do not count. */
    void warnOfTags(Findings findings) {
      for (Map<String, Object> level : List.of(source, table)) {
        Map<String, Object> config = below(level);
        if (config.containsKey("tags") && !isTags(config.get("tags"))) {
          findings.warn(
              "ValidationWarning",
              "Field `config.tags`: "
                  + TemplateValues.repr(config.get("tags"))
                  + " is not valid for source ("
                  + level.get("name")
                  + ")");
        }
      }
    }

    /** The tags that stand outside of {@code config:}. */
    List<String> ownTags() {
      List<String> tags = new ArrayList<>(Properties.texts(source.get("tags")));
      tags.addAll(Properties.texts(table.get("tags")));
      return tags;
    }

    Map<String, Object> quoting() {
      Map<String, Object> quoting = new LinkedHashMap<>();
      for (Map<String, Object> level : List.of(source, table)) {
        if (level.get("quoting") instanceof Map<?, ?> map) {
          map.forEach(
              (key, value) -> {
                if (value != null) {
                  quoting.put(String.valueOf(key), value);
                }
              });
        }
      }
      return quoting;
    }
  }
}
