package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.context.macro.MacrosInReach;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.HookText;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.node.ParseRecord;
import io.epoxy.compiler.context.node.PlainTemplate;
import io.epoxy.compiler.context.node.TestArguments;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.config.Data;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Renders one node at parse time and resolves its config and names. Thread-safe. */
final class NodeParser {
  private final ParseInput input;
  private final NodeNames names;
  private final NodeMemory memory;

  NodeParser(ParseInput input) {
    this.input = input;
    this.names = new NodeNames(input);
    this.memory = new NodeMemory(input, names.areForDatabases());
  }

  /**
   * A node to be parsed.
   *
   * @param path dbt's path, relative to the resource folder
   * @param originalPath relative to the package
   * @param lineOffset lines of the file above {@code rawCode}
   * @param ownConfig config that comes with the node, that of a generic test's entry for example
   * @param ownTags tags that the node has beside those of its config
   * @param testArguments a generic test's arguments, as written
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
      List<String> ownTags,
      Optional<ModelNode.Version> version,
      Optional<Map<String, Object>> testArguments) {
    ResourceType type() {
      return id.resourceType();
    }

    Spec withPath(String other) {
      return with(other, checksum, version);
    }

    Spec withVersion(ModelNode.Version number) {
      return with(path, checksum, Optional.of(number));
    }

    Spec withChecksum(String other) {
      return with(path, other, version);
    }

    private Spec with(
        String otherPath, String otherChecksum, Optional<ModelNode.Version> otherVersion) {
      return new Spec(
          id,
          name,
          owner,
          otherPath,
          originalPath,
          fqn,
          rawCode,
          otherChecksum,
          lineOffset,
          properties,
          ownConfig,
          ownTags,
          otherVersion,
          testArguments);
    }

    SourceLocation location() {
      return new SourceLocation(originalPath, lineOffset + 1, 0);
    }

    String stackName() {
      // dbt reads the versions of a model after their files, which it knows by their own names.
      String own = originalPath.substring(originalPath.lastIndexOf('/') + 1);
      return Sentences.stackName(
          type(), version.isEmpty() ? name : own.substring(0, own.lastIndexOf('.')), originalPath);
    }
  }

  /** A parsed node's parts, its calls not resolved yet. */
  record Parsed(NodeInfo info, NodeCode code, Relation relation) {}

  /**
   * Parses a node.
   *
   * @throws EpoxyException in dbt's words, with the place
   */
  Parsed parse(Spec spec) {
    return parse(spec, spec.type() != ResourceType.SEED, Optional.empty());
  }

  /**
   * As {@link #parse}, for a generic test.
   *
   * @param reach what its macro can reach; empty without a macro
   */
  Parsed parseTest(Spec spec, Optional<Reach> reach) {
    return parse(spec, true, reach);
  }

  /**
   * The macros that a generic test sees.
   *
   * @param testMacro the name of its own macro
   */
  record Reach(String testMacro, MacrosInReach macros) {}

  /** As {@link #parse}, for a node whose config and calls are known without rendering it. */
  Parsed parseWithoutRendering(Spec spec) {
    return parse(spec, false, Optional.empty());
  }

  private Parsed parse(Spec spec, boolean rendered, Optional<Reach> reach) {
    Outcome outcome =
        memory.find(spec, rendered).orElseGet(() -> newOutcome(spec, rendered, reach));
    NodeCode code =
        new NodeCode(
            spec.rawCode(),
            spec.checksum(),
            outcome.refs(),
            outcome.sources(),
            outcome.metrics(),
            outcome.functions(),
            List.of(),
            outcome.macros());
    NodeInfo info = info(spec, outcome.config(), outcome.tags(), outcome.written());
    return new Parsed(info, code, outcome.relation());
  }

  /**
   * What a node's templates and the layers of its config gave.
   *
   * @param tags those that the node has at its top
   * @param written config before rendering
   */
  record Outcome(
      Map<String, Object> config,
      List<String> tags,
      Map<String, Object> written,
      List<RefCall> refs,
      List<List<String>> sources,
      List<List<String>> metrics,
      List<List<String>> functions,
      List<UniqueId> macros,
      Relation relation) {
    Outcome {
      config = Data.copy(config);
      written = Data.copy(written);
    }
  }

  private Outcome newOutcome(Spec spec, boolean rendered, Optional<Reach> reach) {
    ParseRecord record = new ParseRecord();
    ConfigAnswers.ask(record.reads(), spec.type(), spec.fqn(), spec.owner());
    describedByOther(spec)
        .ifPresent(other -> ConfigAnswers.ask(record.reads(), spec.type(), spec.fqn(), other));
    Map<String, Object> first = resolve(spec, spec.ownConfig());
    NodeInfo early = info(spec, first, tags(first), Map.of());
    Relation self = Relation.of(input.contexts().target().schema(), spec.name());
    NodeScope scope = input.contexts().parseScope(early, self, record);
    reach.ifPresent(
        found -> {
          scope.limitTo(found.macros());
          record.reads().add(Fact.Kind.TEST_MACRO, spec.owner().name(), found.testMacro());
        });
    try {
      scope.putLazily("model", () -> model(spec, early, self));
      if (rendered) {
        spec.testArguments()
            .ifPresent(
                arguments -> scope.put(TestArguments.NAME, TestArguments.render(arguments, scope)));
        callOrRender(spec, scope);
      }
      Map<String, Object> inFile = new LinkedHashMap<>(spec.ownConfig());
      ConfigMerge.accumulate(inFile, record.config());
      Map<String, Object> config = resolve(spec, inFile);
      ConfigChecks.check(spec, config);
      Map<String, Object> written =
          written(
              spec,
              comparesWritten() && rendered && !PythonModel.is(spec)
                  ? UnrenderedCall.of(spec, scope, inFile)
                  : inFile);
      List<String> tags = tags(spec, config, inFile);
      NodeInfo info = info(spec, config, tags, written);
      Relation relation = names.relation(info, spec.version(), record.reads());
      renderHooks(spec, info.config(), scope, record);
      Outcome outcome =
          new Outcome(
              kept(spec, config, inFile),
              tags,
              written,
              record.refs(),
              record.sources(),
              record.metrics(),
              record.functions(),
              record.macros(),
              relation);
      memory.keep(spec, rendered, record.reads(), outcome);
      return outcome;
    } catch (JinjaException e) {
      String text = "\n".repeat(spec.lineOffset()) + spec.rawCode();
      throw TemplateError.inText(e, spec.stackName(), spec.originalPath(), text);
    }
  }

  private static Map<Object, Object> model(Spec spec, NodeInfo info, Relation self) {
    NodeCode code =
        new NodeCode(spec.rawCode(), spec.checksum(), List.of(), List.of(), List.of(), List.of());
    Map<Object, Object> facts = NodeFacts.parsing(info, self, code);
    spec.version()
        .ifPresent(
            version -> {
              facts.put("version", version.value());
              facts.put("latest_version", version.latest());
            });
    return facts;
  }

  private static void callOrRender(Spec spec, NodeScope scope) {
    if (PythonModel.is(spec)) {
      PythonModel.callIn(spec, scope);
    } else {
      Predicate<PlainTemplate> called =
          spec.type() == ResourceType.MODEL
              ? plain -> plain.callInModel(scope)
              : plain -> plain.callIn(scope);
      render(spec, spec.rawCode(), scope, called);
    }
  }

  private static void render(
      Spec spec, String text, NodeScope scope, Predicate<PlainTemplate> called) {
    if (DbtJinja.isTemplate(text) && PlainTemplate.of(text).filter(called).isEmpty()) {
      String padding = "\n".repeat(spec.lineOffset());
      DbtJinja.engine().parse(spec.originalPath(), padding + text).render(scope);
    }
  }

  /** Hooks are part of a node: what they refer to is above it (dbt-core 1.12 parser/base.py). */
  private static void renderHooks(
      Spec spec, NodeConfig config, NodeScope scope, ParseRecord record) {
    if (spec.type() == ResourceType.TEST) {
      return;
    }
    for (String key : List.of("pre-hook", "post-hook")) {
      for (Object hook :
          config.find(key).orElse(List.of()) instanceof List<?> all ? all : List.of()) {
        if (hook instanceof Map<?, ?> map && map.get("sql") instanceof String sql) {
          render(spec, sql, scope, plain -> plain.callIn(scope));
        }
      }
    }
    boolean depends =
        !record.refs().isEmpty() || !record.sources().isEmpty() || !record.metrics().isEmpty();
    if (spec.type() == ResourceType.SEED && depends) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "Seeds cannot depend on other nodes. dbt detected a seed with a pre- or post-hook\nthat"
              + " calls 'ref', 'source', or 'metric', either directly or indirectly via other"
              + " macros.\n\nError raised for '"
              + spec.id()
              + "'",
          spec.location());
    }
  }

  /** Tags are added to those that the node had without its property file (dbt-core 1.12). */
  private List<String> tags(Spec spec, Map<String, Object> config, Map<String, Object> inFile) {
    if (!spec.properties().config().containsKey("tags") && describedByOther(spec).isEmpty()) {
      return tags(config);
    }
    Set<String> all = new LinkedHashSet<>(tags(resolve(spec, inFile, Map.of())));
    all.addAll(tags(config));
    return List.copyOf(all);
  }

  private static List<String> tags(Map<String, Object> config) {
    return new NodeConfig(config).strings("tags");
  }

  /**
   * The project whose property file configures a node of another package: its own config tree takes
   * the place of the package's (dbt-core 1.12 {@code patch_node_config}).
   */
  private Optional<Project> describedByOther(Spec spec) {
    return spec.properties().config().isEmpty()
        ? Optional.empty()
        : spec.properties()
            .describingPackage()
            .filter(name -> !name.equals(spec.owner().name()))
            .map(input.packages()::get);
  }

  /**
   * A null of a property file counts for the names, and then the value below it is back: dbt lays
   * only what is not null over the config that the node had without the file (dbt-core 1.12 {@code
   * update_parsed_node_config_dict}). A null of a key that dbt has no field for stays.
   */
  private Map<String, Object> kept(
      Spec spec, Map<String, Object> config, Map<String, Object> inFile) {
    Map<String, Object> kept = new LinkedHashMap<>(config);
    if (spec.type() == ResourceType.TEST && kept.get("schema") == null) {
      kept.put("schema", "dbt_test__audit"); // a test's is never written as null
    }
    if (describedByOther(spec).isEmpty()
        && spec.properties().config().values().stream().noneMatch(Objects::isNull)) {
      return kept;
    }
    resolve(spec, inFile, Map.of())
        .forEach(
            (key, value) -> {
              if (kept.get(key) == null && ConfigResolver.isField(spec.type(), key)) {
                kept.put(key, value);
              }
            });
    return kept;
  }

  private Map<String, Object> resolve(Spec spec, Map<String, Object> inFile) {
    return resolve(spec, inFile, spec.properties().config());
  }

  private Map<String, Object> resolve(
      Spec spec, Map<String, Object> inFile, Map<String, Object> properties) {
    ConfigResolver.Layers layers = layers(spec, inFile, properties);
    return ConfigTexts.fill(spec.type(), ConfigResolver.resolve(layers, HookText::read));
  }

  /** An entry's config as it stands counts with a flag only, and never that of a test. */
  private Map<String, Object> written(Spec spec, Map<String, Object> inFile) {
    Properties entry = spec.properties();
    boolean asRendered = spec.type() == ResourceType.TEST || !comparesWritten();
    return ConfigResolver.written(
        layers(spec, inFile, asRendered ? entry.config() : entry.written()));
  }

  private boolean comparesWritten() {
    return BehaviourFlags.isOn(
        input.root().flags(), "state_modified_compare_more_unrendered_values");
  }

  private ConfigResolver.Layers layers(
      Spec spec, Map<String, Object> inFile, Map<String, Object> properties) {
    Project owner =
        properties.isEmpty() ? spec.owner() : describedByOther(spec).orElse(spec.owner());
    return input.layers(spec.type(), spec.fqn(), owner, properties, inFile);
  }

  private NodeInfo info(
      Spec spec, Map<String, Object> config, List<String> configTags, Map<String, Object> written) {
    NodeConfig resolved = new NodeConfig(config);
    Set<String> tags = new LinkedHashSet<>(spec.ownTags());
    tags.addAll(configTags);
    return NodeInfo.builder(spec.id(), spec.name(), spec.owner().name())
        .files(spec.path(), spec.originalPath())
        .fqn(spec.fqn())
        .patchPath(spec.properties().patchPath())
        .description(spec.properties().description())
        .columns(spec.properties().columns())
        .tags(List.copyOf(tags))
        .meta(config.get("meta") instanceof Map<?, ?> ? resolved.map("meta") : Map.of())
        .config(resolved)
        .unrenderedConfig(written)
        .createdAt(input.createdAt())
        .location(spec.location())
        .build();
  }
}
