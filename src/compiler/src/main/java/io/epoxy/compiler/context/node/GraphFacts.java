package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code graph} holds besides nodes and sources. */
final class GraphFacts {
  private GraphFacts() {}

  static Map<Object, Object> exposures(Manifest manifest) {
    Map<Object, Object> all = new LinkedHashMap<>();
    manifest.exposures().forEach((id, exposure) -> all.put(id.value(), of(exposure)));
    return all;
  }

  private static Map<Object, Object> of(Exposure exposure) {
    Map<Object, Object> facts = of(exposure.info());
    facts.remove("doc_blocks");
    facts.put("type", exposure.type());
    facts.put("owner", TemplateValues.toTemplate(exposure.owner()));
    facts.put("label", exposure.label().orElse(null));
    facts.put("maturity", exposure.maturity().orElse(null));
    facts.put("url", exposure.url().orElse(null));
    List<Object> refs = new ArrayList<>();
    exposure.refs().forEach(ref -> refs.add(FactParts.call(ref)));
    facts.put("refs", refs);
    facts.put("sources", TemplateValues.toTemplate(exposure.sources()));
    facts.put("metrics", TemplateValues.toTemplate(exposure.metrics()));
    facts.put("depends_on", FactParts.dependsOn(exposure.dependsOn(), List.of()));
    return facts;
  }

  static Map<Object, Object> groups(Manifest manifest) {
    Map<Object, Object> all = new LinkedHashMap<>();
    manifest.groups().forEach((id, group) -> all.put(id.value(), of(group)));
    return all;
  }

  private static Map<Object, Object> of(Group group) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("unique_id", group.uniqueId().value());
    facts.put("name", group.name());
    facts.put("resource_type", "group");
    facts.put("package_name", group.packageName());
    facts.put("path", group.path());
    facts.put("original_file_path", group.originalFilePath());
    facts.put("owner", TemplateValues.toTemplate(group.owner()));
    facts.put("description", group.description().orElse(null));
    facts.put("config", TemplateValues.toTemplate(group.config()));
    return facts;
  }

  static Map<Object, Object> semanticLayer(Manifest manifest, ResourceType type) {
    Map<Object, Object> all = new LinkedHashMap<>();
    manifest.semanticLayer(type).forEach(one -> all.put(one.uniqueId().value(), of(one)));
    return all;
  }

  private static Map<Object, Object> of(SemanticLayerNode one) {
    Map<Object, Object> facts = of(one.info());
    one.body().forEach((key, value) -> facts.put(key, TemplateValues.toTemplate(value)));
    facts.put("depends_on", FactParts.dependsOn(one.dependsOn(), List.of()));
    return facts;
  }

  /** Of an exposure, or of what stands in the semantic layer; empty for anything else. */
  static Optional<Map<Object, Object>> ofUse(Manifest manifest, UniqueId id) {
    return Optional.ofNullable(manifest.exposures().get(id))
        .map(GraphFacts::of)
        .or(() -> Optional.ofNullable(manifest.semanticLayer().get(id)).map(GraphFacts::of));
  }

  static Map<Object, Object> functions(Manifest manifest) {
    Map<Object, Object> all = new LinkedHashMap<>();
    manifest.functions().forEach((id, function) -> all.put(id.value(), NodeFacts.of(function)));
    return all;
  }

  static Map<Object, Object> unitTests(Manifest manifest) {
    Map<Object, Object> all = new LinkedHashMap<>();
    manifest.unitTests().forEach((id, test) -> all.put(id.value(), of(test)));
    return all;
  }

  private static Map<Object, Object> of(UnitTest test) {
    Map<Object, Object> facts = of(test.info());
    List.of("doc_blocks", "tags", "meta", "unrendered_config").forEach(facts::remove);
    facts.put("model", test.model());
    List<Object> given = new ArrayList<>();
    for (UnitTest.Input input : test.given()) {
      Map<Object, Object> one = new LinkedHashMap<>();
      one.put("input", input.input());
      one.putAll(rows(input.rows()));
      given.add(one);
    }
    facts.put("given", given);
    facts.put("expect", rows(test.expect()));
    facts.put("overrides", test.overrides().map(GraphFacts::overrides).orElse(null));
    facts.put("versions", test.versions().map(GraphFacts::versions).orElse(null));
    facts.put("version", test.version().orElse(null));
    facts.put("schema", test.schema().orElse(null));
    facts.put("checksum", test.checksum());
    facts.put("depends_on", FactParts.dependsOn(test.dependsOn(), List.of()));
    return facts;
  }

  private static Map<Object, Object> rows(UnitTest.Rows rows) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put(
        "rows",
        TemplateValues.toTemplate(rows.sql().<Object>map(sql -> sql).orElse(rows.records())));
    facts.put("format", rows.format().name().toLowerCase(Locale.ROOT));
    facts.put("fixture", rows.fixture().orElse(null));
    return facts;
  }

  private static Object overrides(UnitTest.Overrides overrides) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("macros", TemplateValues.toTemplate(overrides.macros()));
    facts.put("vars", TemplateValues.toTemplate(overrides.vars()));
    facts.put("env_vars", TemplateValues.toTemplate(overrides.envVars()));
    return facts;
  }

  private static Object versions(UnitTest.Versions versions) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("include", TemplateValues.toTemplate(versions.include().orElse(null)));
    facts.put("exclude", TemplateValues.toTemplate(versions.exclude().orElse(null)));
    return facts;
  }

  private static Map<Object, Object> of(NodeInfo info) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    FactParts.identity(facts, info);
    return facts;
  }
}
