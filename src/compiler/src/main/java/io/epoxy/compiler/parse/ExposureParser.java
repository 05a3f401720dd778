package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.ParseRecord;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Project;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code exposures:} entries (dbt-core 1.12 parser/schema_yaml_readers.py). */
final class ExposureParser {

  private static final Set<String> TYPES =
      Set.of("dashboard", "notebook", "analysis", "ml", "application");
  private static final Set<String> MATURITIES = Set.of("low", "medium", "high");

  private static final Pattern NAME = Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private final NodeSpecs specs;
  private final EntryConfig configs;

  ExposureParser(NodeSpecs specs, EntryConfig configs) {
    this.specs = specs;
    this.configs = configs;
  }

  Exposure parse(Patch patch, Findings findings) {
    if (!NAME.matcher(patch.name()).matches()) {
      findings.warn(
          "ExposureNameDeprecation",
          "Starting in v1.3, the 'name' of an exposure should contain only letters, numbers, and"
              + " underscores. Exposures support a new property, 'label', which may contain spaces,"
              + " capital letters, and special characters. "
              + patch.name()
              + " does not follow this pattern. Please update the 'name', and use the 'label'"
              + " property for a human-friendly title. This will raise an error in a future version"
              + " of dbt-core.");
    }
    Entry entry = specs.entry(patch);
    ParseRecord record = new ParseRecord();
    for (String call : entry.texts("depends_on")) {
      render(call, record, entry);
    }
    return new Exposure(
        info(entry),
        oneOf(entry, "type", TYPES),
        GroupParser.owner(entry, "Exposure"),
        entry.text("label"),
        entry.text("maturity").map(maturity -> oneOf(entry, "maturity", MATURITIES)),
        entry.text("url"),
        record.refs(),
        record.sources(),
        record.metrics(),
        List.of());
  }

  private NodeInfo info(Entry entry) {
    Patch patch = entry.patch();
    EntryConfig.Resolved config = configs.of(entry, ResourceType.EXPOSURE);
    Map<String, Object> values = new LinkedHashMap<>(config.values());
    // dbt reads a text as the list of its characters here.
    TreeSet<String> tags = new TreeSet<>(Properties.texts(DeepMerge.items(values.get("tags"))));
    tags.addAll(Properties.texts(entry.data().get("tags")));
    Map<String, Object> meta = new LinkedHashMap<>(entry.map("meta"));
    if (values.get("meta") instanceof Map<?, ?> map) {
      meta.putAll(Entry.copy(map));
    }
    // The project's own keys without a plus sign count once more, as in dbt.
    Project owner = patch.file().project();
    Map<String, Object> tree = owner.configTree("exposures");
    tags.addAll(Properties.texts(tree.get("tags")));
    values.put("tags", new ArrayList<>(tags));
    values.put("meta", meta);
    return NodeInfo.builder(
            UniqueId.of(ResourceType.EXPOSURE, patch.packageName(), patch.name()),
            patch.name(),
            patch.packageName())
        .files(patch.file().path(), patch.file().originalPath())
        .fqn(config.fqn())
        .description(entry.textOrEmpty("description"))
        .tags(List.copyOf(tags))
        .meta(meta)
        .config(new NodeConfig(values))
        .unrenderedConfig(config.written())
        .createdAt(configs.createdAt())
        .location(patch.location())
        .build();
  }

  private static String oneOf(Entry entry, String key, Set<String> values) {
    if (!entry.has(key)) {
      throw entry.invalid("name", "'" + key + "' is a required property");
    }
    String value = entry.text(key).orElse("");
    if (!values.contains(value)) {
      throw entry.invalid(
          key, "at path ['" + key + "']: '" + value + "' is not one of " + new TreeSet<>(values));
    }
    return value;
  }

  private static void render(String call, ParseRecord record, Entry entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ref", record.refFunction(""));
    members.put("source", record.sourceFunction(""));
    members.put("metric", record.metricFunction());
    String file = entry.patch().file().originalPath();
    try {
      DbtJinja.engine()
          .parse(file, "{{ " + call + " }}")
          .render(Scope.of(members, UndefinedMode.PERMISSIVE));
    } catch (JinjaException e) {
      throw TemplateError.inFile(
          e,
          "depends_on of exposure " + entry.name(),
          entry.patch().yaml().locationOf("depends_on"));
    }
  }
}
