package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Snapshots: blocks of SQL files, and entries of property files that name a relation. */
final class SnapshotParser {
  /** Properties that dbt moves to an entry's config. */
  private static final Set<String> MOVED_TO_CONFIG =
      Set.of("meta", "docs", "group", "contract", "access");

  private final String targetSchema;
  private final NodeSpecs specs;
  private final NodeParser nodes;

  SnapshotParser(ParseInput input, NodeSpecs specs, NodeParser nodes) {
    this.targetSchema = input.contexts().target().schema();
    this.specs = specs;
    this.nodes = nodes;
  }

  /** The names of a file's snapshots; none when it cannot be read, which parsing tells. */
  static List<String> names(SourceFile file) {
    try {
      return blocks(file, unexpected -> {}).stream()
          .map(block -> DbtJinja.firstWord(block.header()))
          .toList();
    } catch (JinjaException e) {
      return List.of();
    }
  }

  private static List<Block> blocks(SourceFile file, Consumer<String> unexpected) {
    return DbtJinja.engine()
        .findBlocks(file.originalPath(), file.text(), Set.of("snapshot"), unexpected);
  }

  /** Every {@code {% snapshot %}} block of a file. */
  List<SnapshotNode> parse(SourceFile file, Findings findings) {
    List<Block> blocks;
    try {
      blocks =
          blocks(
              file,
              tag ->
                  findings.warn(
                      "UnexpectedJinjaBlockDeprecation", MacroParser.unexpected(tag, file.path())));
    } catch (JinjaException e) {
      throw MacroParser.syntax(e, file.originalPath());
    }
    List<SnapshotNode> snapshots = new ArrayList<>();
    for (Block block : blocks) {
      String name = DbtJinja.firstWord(block.header());
      List<String> fqn = new ArrayList<>(NodeSpecs.folders(file));
      fqn.add(file.stem());
      fqn.add(name);
      Properties described =
          specs
              .entry("snapshots", file.project(), name)
              .map(Properties::of)
              .orElse(Properties.NONE);
      NodeSpecs.Code code = new NodeSpecs.Code(block.contents(), block.line() - 1);
      snapshots.add(snapshot(specs.of(id(file, name), name, file, fqn, code, described)));
    }
    return snapshots;
  }

  /** The snapshot that an entry defines by {@code relation:}, if it does. */
  Optional<SnapshotNode> parse(Patch patch) {
    if (patch.yaml().find("relation").isEmpty()) {
      return Optional.empty();
    }
    String relation = relation(patch);
    Entry entry = specs.entry(patch);
    SourceFile file = patch.file();
    List<String> fqn = new ArrayList<>(NodeSpecs.folders(file));
    fqn.add(patch.name());
    String sql = "select * from {{ " + relation + " }}";
    NodeParser.Spec spec =
        specs.of(
            id(file, patch.name()),
            patch.name(),
            file,
            fqn,
            new NodeSpecs.Code(sql, Math.max(0, patch.location().line() - 1)),
            Properties.of(entry));
    SnapshotNode snapshot = snapshot(spec.withPath(patch.name() + ".sql"));
    return Optional.of(isConfigured(patch.yaml()) ? snapshot : unpatched(snapshot));
  }

  /** The call as it stands: dbt reads it before it renders the entry. */
  private static String relation(Patch patch) {
    Object written = patch.written().value("relation").orElse("None");
    if (written instanceof String call && StaticCall.parse(call).isPresent()) {
      return call;
    }
    String what =
        written instanceof String
            ? "Invalid jinja expression: "
            : "Invalid ref or source expression: ";
    throw new EpoxyException(
        ErrorCode.PARSING, what + TemplateValues.str(written), patch.yaml().locationOf("relation"));
  }

  private static boolean isConfigured(YamlMap yaml) {
    return yaml.map("config").filter(config -> !config.entries().isEmpty()).isPresent()
        || MOVED_TO_CONFIG.stream().anyMatch(key -> yaml.find(key).isPresent());
  }

  /**
   * An entry without any config of its own keeps the names that dbt gave it before it read
   * dbt_project.yml, though it takes all else from there: the target's schema, and its own name
   * (dbt-core 1.12 {@code _add_yaml_snapshot_nodes_to_manifest}, {@code if patch.config}).
   */
  private SnapshotNode unpatched(SnapshotNode snapshot) {
    Relation named = snapshot.relation();
    return new SnapshotNode(
        snapshot.info().toBuilder().unrenderedConfig(Map.of()).build(),
        snapshot.code(),
        new Relation(
            named.catalog(),
            targetSchema,
            snapshot.info().name(),
            named.type(),
            named.format(),
            named.quoting(),
            Relation.Parts.ALL));
  }

  private static UniqueId id(SourceFile file, String name) {
    return UniqueId.of(ResourceType.SNAPSHOT, file.project().name(), name);
  }

  private SnapshotNode snapshot(NodeParser.Spec spec) {
    NodeParser.Parsed parsed = nodes.parse(spec);
    return new SnapshotNode(parsed.info(), parsed.code(), parsed.relation());
  }
}
