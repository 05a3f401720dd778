package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.node.ParseRecord;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Renders one node at parse time and resolves its config and names. Thread-safe. */
final class NodeParser {
  private final ParseInput input;
  private final NodeNames names;

  NodeParser(ParseInput input) {
    this.input = input;
    this.names = new NodeNames(input);
  }

  /**
   * A node to be parsed.
   *
   * @param path dbt's path, relative to the resource folder
   * @param originalPath relative to the package
   * @param lineOffset lines of the file above {@code rawCode}
   * @param prepare adds members to the scope, for example a test's arguments
   */
  record Spec(
      UniqueId id,
      String name,
      Project owner,
      String path,
      String originalPath,
      List<String> fqn,
      String rawCode,
      String checksum,
      int lineOffset,
      Properties properties,
      Map<String, Object> ownConfig,
      Optional<ModelNode.Version> version,
      Consumer<NodeScope> prepare) {
    ResourceType type() {
      return id.resourceType();
    }

    SourceLocation location() {
      return new SourceLocation(originalPath, lineOffset + 1, 0);
    }

    String stackName() {
      return Sentences.stackName(type(), name, originalPath);
    }
  }

  /**
   * Parses a node.
   *
   * @throws EpoxyException in dbt's words, with the place
   */
  NodeDraft parse(Spec spec) {
    ParseRecord record = new ParseRecord();
    Map<String, Object> before = new LinkedHashMap<>(spec.ownConfig());
    NodeInfo early = info(spec, resolve(spec, before), Map.of());
    Relation self = Relation.of(input.contexts().target().schema(), spec.name());
    NodeScope scope = input.contexts().parseScope(early, self, record);
    try {
      if (spec.version().isPresent()) {
        scope.put("model", versioned(early, self, spec.version().get()));
      }
      spec.prepare().accept(scope);
      render(spec, scope);
      Map<String, Object> inFile = new LinkedHashMap<>(spec.ownConfig());
      ConfigMerge.accumulate(inFile, record.config());
      Map<String, Object> config = resolve(spec, inFile);
      checkEnabled(spec, config);
      NodeInfo info = info(spec, config, written(spec, inFile));
      Relation relation = names.relation(info, spec.version());
      return new NodeDraft(info, code(spec, record), relation, spec.version(), Optional.empty());
    } catch (JinjaException e) {
      throw TemplateError.inNode(e, spec.stackName(), spec.originalPath());
    }
  }

  private static Map<Object, Object> versioned(
      NodeInfo info, Relation self, ModelNode.Version version) {
    Map<Object, Object> facts = NodeFacts.of(info, self);
    facts.put("version", version.value());
    facts.put("latest_version", version.latest());
    return facts;
  }

  private static void render(Spec spec, NodeScope scope) {
    if (spec.type() != ResourceType.SEED && DbtJinja.isTemplate(spec.rawCode())) {
      String padding = "\n".repeat(spec.lineOffset());
      DbtJinja.engine().parse(spec.originalPath(), padding + spec.rawCode()).render(scope);
    }
  }

  private Map<String, Object> resolve(Spec spec, Map<String, Object> inFile) {
    return ConfigResolver.resolve(layers(spec, inFile, spec.properties().config()));
  }

  private Map<String, Object> written(Spec spec, Map<String, Object> inFile) {
    return ConfigResolver.written(layers(spec, inFile, spec.properties().written()));
  }

  private ConfigResolver.Layers layers(
      Spec spec, Map<String, Object> inFile, Map<String, Object> properties) {
    return input.layers(spec.type(), spec.fqn(), spec.owner(), properties, inFile);
  }

  private static void checkEnabled(Spec spec, Map<String, Object> config) {
    Object enabled = config.get("enabled");
    if (enabled == null || enabled instanceof Boolean) {
      return;
    }
    if (!String.valueOf(enabled).matches("(?i)true|false")) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "Invalid config of "
              + spec.stackName()
              + ": at path ['enabled']: '"
              + enabled
              + "' is not of type 'boolean'",
          spec.location());
    }
  }

  private NodeInfo info(Spec spec, Map<String, Object> config, Map<String, Object> written) {
    Map<String, ColumnInfo> columns = spec.properties().columns();
    NodeConfig resolved = new NodeConfig(config);
    return NodeInfo.builder(spec.id(), spec.name(), spec.owner().name())
        .files(spec.path(), spec.originalPath())
        .fqn(spec.fqn())
        .patchPath(spec.properties().patchPath())
        .description(spec.properties().description())
        .columns(columns)
        .tags(resolved.strings("tags"))
        .meta(config.get("meta") instanceof Map<?, ?> ? resolved.map("meta") : Map.of())
        .config(resolved)
        .unrenderedConfig(written)
        .createdAt(input.createdAt())
        .location(spec.location())
        .build();
  }

  private static NodeCode code(Spec spec, ParseRecord record) {
    return new NodeCode(
        spec.rawCode(),
        spec.checksum(),
        record.refs(),
        record.sources(),
        List.of(),
        record.macros());
  }
}
