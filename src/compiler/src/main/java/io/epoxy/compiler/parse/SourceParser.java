package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code sources:} entries to tables. */
final class SourceParser {
  private final ParseInput input;
  private final Docs docs;
  private final ResourceParsers resources;

  SourceParser(ParseInput input, Docs docs, ResourceParsers resources) {
    this.input = input;
    this.docs = docs;
    this.resources = resources;
  }

  /** A table with the entry it comes from, whose tests are made later. */
  record Parsed(SourceTable table, YamlMap yaml, Patch source) {
    boolean isEnabled() {
      return table.info().config().flag("enabled", true);
    }

    /** Tags of the source and the table, which its tests have too. */
    List<String> tags() {
      List<String> tags =
          new ArrayList<>(Properties.texts(source.yaml().value("tags").orElse(null)));
      source
          .yaml()
          .map("config")
          .ifPresent(config -> tags.addAll(Properties.texts(config.value("tags").orElse(null))));
      tags.addAll(Properties.texts(yaml.value("tags").orElse(null)));
      yaml.map("config")
          .ifPresent(config -> tags.addAll(Properties.texts(config.value("tags").orElse(null))));
      return tags;
    }
  }

  List<Parsed> parse(Patch source, Problems problems) {
    List<Parsed> tables = new ArrayList<>();
    for (YamlNode entry : source.yaml().list("tables")) {
      if (!(entry instanceof YamlMap map) || map.text("name").isEmpty()) {
        problems.add(
            new EpoxyException(
                ErrorCode.PARSING,
                "Invalid sources config given in "
                    + source.file().originalPath()
                    + " @ sources: "
                    + source.name()
                    + " - each of its tables needs a 'name'",
                entry.location()));
        continue;
      }
      try {
        tables.add(new Parsed(table(source, map), map, source));
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
    return tables;
  }

  private SourceTable table(Patch source, YamlMap yaml) {
    Project owner = source.file().project();
    String name = yaml.text("name").orElseThrow();
    YamlScope scope = resources.yamlScope(owner);
    UniqueId id = UniqueId.of(ResourceType.SOURCE, owner.name(), source.name(), name);
    List<String> fqn = new ArrayList<>(ResourceParsers.folders(source.file()));
    fqn.add(source.name());
    fqn.add(name);
    Properties.Reader reader =
        new Properties.Reader(
            new Patch("sources", name, yaml, source.file()), id.value(), scope, docs);
    NodeConfig config = new NodeConfig(config(source, yaml, fqn, reader));
    NodeInfo info =
        NodeInfo.builder(id, name, owner.name())
            .files(source.file().originalPath(), source.file().originalPath())
            .fqn(fqn)
            .description(reader.description(yaml))
            .columns(reader.columns(yaml))
            .tags(config.strings("tags"))
            .meta(config.map("meta"))
            .config(config)
            .createdAt(input.createdAt())
            .location(yaml.locationOf("name"))
            .build();
    return new SourceTable(
        info,
        source.name(),
        reader.description(source.yaml()),
        map(reader.config(source.yaml(), Properties.Reader.Jinja.RENDERED).get("meta")),
        text(scope, source.yaml(), "loader").orElse(""),
        relation(source, yaml, scope, config),
        yaml.map("external").map(external -> map(render(scope, yaml, "external"))),
        freshness(source.yaml(), yaml, scope),
        either(yaml, source.yaml(), "loaded_at_field", scope),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  private Map<String, Object> config(
      Patch source, YamlMap yaml, List<String> fqn, Properties.Reader reader) {
    Map<String, Object> written = new LinkedHashMap<>();
    for (YamlMap level : List.of(source.yaml(), yaml)) {
      Set<String> tags = new LinkedHashSet<>(Properties.texts(level.value("tags").orElse(null)));
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("tags", new ArrayList<>(tags));
      ConfigMerge.merge(config, reader.config(level, Properties.Reader.Jinja.RENDERED));
      config.remove("docs");
      ConfigMerge.merge(written, config);
    }
    Project owner = source.file().project();
    return ConfigResolver.resolve(input.layers(ResourceType.SOURCE, fqn, owner, written, Map.of()));
  }

  /** On Spark a database other than the schema can only mean a catalog. */
  private Relation relation(Patch source, YamlMap yaml, YamlScope scope, NodeConfig config) {
    String schema =
        text(scope, source.yaml(), "schema").filter(s -> !s.isBlank()).orElse(source.name());
    String identifier = text(scope, yaml, "identifier").orElse(yaml.text("name").orElseThrow());
    Relation relation = Relation.of(schema, identifier);
    Optional<String> database =
        text(scope, source.yaml(), "database").filter(name -> !name.equals(schema));
    if (database.isPresent()) {
      return relation.inCatalog(database.get());
    }
    Optional<String> format =
        yaml.map("external")
            .flatMap(external -> text(scope, external, "file_format"))
            .or(() -> config.string("file_format"));
    return NodeNames.catalog(format, input.contexts().target())
        .map(relation::inCatalog)
        .orElse(relation);
  }

  private static Optional<Map<String, Object>> freshness(
      YamlMap source, YamlMap table, YamlScope scope) {
    if (disables(table)) {
      return Optional.empty();
    }
    Map<String, Object> merged = new LinkedHashMap<>();
    merged.put("warn_after", new LinkedHashMap<>(threshold(null)));
    merged.put("error_after", new LinkedHashMap<>(threshold(null)));
    merged.put("filter", null);
    for (YamlMap level : List.of(source, table)) {
      Object own = freshnessOf(level, scope);
      if (own instanceof Map<?, ?> map) {
        map.forEach(
            (key, value) ->
                merged.put(
                    String.valueOf(key),
                    String.valueOf(key).endsWith("_after") ? threshold(value) : value));
      }
    }
    return Optional.of(merged);
  }

  private static boolean disables(YamlMap table) {
    return table.entries().containsKey("freshness") && table.value("freshness").isEmpty();
  }

  private static Object freshnessOf(YamlMap level, YamlScope scope) {
    Object top = render(scope, level, "freshness");
    return top != null
        ? top
        : level.map("config").map(config -> render(scope, config, "freshness")).orElse(null);
  }

  private static Map<String, Object> threshold(Object written) {
    Map<String, Object> threshold = new LinkedHashMap<>();
    threshold.put("count", null);
    threshold.put("period", null);
    threshold.putAll(map(written));
    return threshold;
  }

  private static Optional<String> either(
      YamlMap first, YamlMap second, String key, YamlScope scope) {
    return text(scope, first, key)
        .or(() -> first.map("config").flatMap(config -> text(scope, config, key)))
        .or(() -> text(scope, second, key))
        .or(() -> second.map("config").flatMap(config -> text(scope, config, key)));
  }

  private static Optional<String> text(YamlScope scope, YamlMap yaml, String key) {
    return Optional.ofNullable(render(scope, yaml, key)).map(String::valueOf);
  }

  private static Object render(YamlScope scope, YamlMap yaml, String key) {
    return yaml.find(key).map(node -> scope.render(node.data(), key, node.location())).orElse(null);
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> found) {
      found.forEach((key, item) -> map.put(String.valueOf(key), item));
    }
    return map;
  }
}
