package io.epoxy.compiler.parse;

import com.google.common.base.Splitter;
import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.jinja.Block;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files to nodes, one method per resource type. Thread-safe. */
final class ResourceParsers {
  private final ParseInput input;
  private final PropertyFiles properties;
  private final Docs docs;
  private final NodeParser nodes;

  ResourceParsers(ParseInput input, PropertyFiles properties, Docs docs) {
    this.input = input;
    this.properties = properties;
    this.docs = docs;
    this.nodes = new NodeParser(input);
  }

  NodeParser nodes() {
    return nodes;
  }

  YamlScope yamlScope(Project owner) {
    return YamlScope.ofProperties(
        input.contexts().settings(), input.contexts().target(), input.root(), owner);
  }

  NodeDraft model(SourceFile file) {
    String packageName = file.project().name();
    Optional<Patch> patch = properties.findVersioned(packageName, file.stem());
    Optional<ModelVersion> version = patch.flatMap(found -> found.version(file.stem()));
    if (version.isEmpty()) {
      return nodes.parse(plain(ResourceType.MODEL, "models", file, file.text()));
    }
    checkName(file);
    String name = patch.get().name();
    ModelNode.Version number = version.get().version();
    String suffix = "v" + number.value();
    UniqueId id = UniqueId.of(ResourceType.MODEL, packageName, name, suffix);
    List<String> fqn = new ArrayList<>(folders(file));
    fqn.add(name);
    fqn.add(suffix);
    Properties described =
        Properties.of(patch.get(), version.get(), id.value(), yamlScope(file.project()), docs);
    return nodes.parse(
        new NodeParser.Spec(
            id,
            name,
            file.project(),
            file.path(),
            file.originalPath(),
            fqn,
            file.text().strip(),
            file.checksum(),
            leadingLines(file.text()),
            described,
            Map.of(),
            Optional.of(number),
            scope -> {}));
  }

  NodeDraft seed(SourceFile file) {
    return nodes.parse(plain(ResourceType.SEED, "seeds", file, ""));
  }

  NodeDraft analysis(SourceFile file) {
    return nodes.parse(plain(ResourceType.ANALYSIS, "analyses", file, file.text()));
  }

  NodeDraft singularTest(SourceFile file) {
    NodeDraft draft = nodes.parse(plain(ResourceType.TEST, "data_tests", file, file.text()));
    return new NodeDraft(
        draft.info(),
        draft.code(),
        draft.relation(),
        draft.version(),
        Optional.of(NodeDraft.TestPart.SINGULAR));
  }

  /** Every {@code {% snapshot %}} block of a file. */
  List<NodeDraft> snapshots(SourceFile file) {
    List<Block> blocks;
    try {
      blocks = DbtJinja.engine().findBlocks(file.originalPath(), file.text(), Set.of("snapshot"));
    } catch (JinjaException e) {
      throw MacroParser.syntax(e, file.originalPath());
    }
    List<NodeDraft> drafts = new ArrayList<>();
    for (Block block : blocks) {
      String name = DbtJinja.firstWord(block.header());
      List<String> fqn = new ArrayList<>(folders(file));
      fqn.add(file.stem());
      fqn.add(name);
      NodeParser.Spec spec =
          spec(ResourceType.SNAPSHOT, "snapshots", file, name, fqn, block.contents());
      drafts.add(
          checkedSnapshot(
              nodes.parse(shifted(spec, block.line() - 1 + leadingLines(block.contents())))));
    }
    return drafts;
  }

  /** A snapshot that a property file defines by {@code relation:}. */
  Optional<NodeDraft> snapshot(Patch patch) {
    Optional<String> relation = patch.yaml().text("relation");
    if (relation.isEmpty()) {
      return Optional.empty();
    }
    SourceFile file = patch.file();
    List<String> fqn = new ArrayList<>(folders(file));
    fqn.add(patch.name());
    String sql = "select * from {{ " + relation.get() + " }}";
    NodeParser.Spec spec = spec(ResourceType.SNAPSHOT, "snapshots", file, patch.name(), fqn, sql);
    return Optional.of(checkedSnapshot(nodes.parse(spec)));
  }

  private static NodeDraft checkedSnapshot(NodeDraft draft) {
    boolean complete =
        draft.info().config().find("strategy").isPresent()
            && draft.info().config().find("unique_key").isPresent();
    if (!complete && draft.isEnabled()) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "Invalid snapshot '"
              + draft.info().name()
              + "' ("
              + draft.info().originalFilePath()
              + "): Snapshots must be configured with a 'strategy' and 'unique_key'.",
          draft.info().location());
    }
    return draft;
  }

  private NodeParser.Spec plain(ResourceType type, String key, SourceFile file, String text) {
    checkName(file);
    List<String> fqn = new ArrayList<>(folders(file));
    if (type == ResourceType.ANALYSIS) {
      fqn.add(1, "analysis");
    }
    fqn.add(file.stem());
    return shifted(spec(type, key, file, file.stem(), fqn, text), leadingLines(text));
  }

  private NodeParser.Spec spec(
      ResourceType type, String key, SourceFile file, String name, List<String> fqn, String text) {
    UniqueId id = UniqueId.of(type, file.project().name(), name);
    Properties described =
        properties
            .find(key, file.project().name(), name)
            .map(patch -> Properties.of(patch, id.value(), yamlScope(file.project()), docs))
            .orElse(Properties.NONE);
    String path = type == ResourceType.ANALYSIS ? "analysis/" + file.path() : file.path();
    return new NodeParser.Spec(
        id,
        name,
        file.project(),
        path,
        file.originalPath(),
        fqn,
        text.strip(),
        file.checksum(),
        0,
        described,
        Map.of(),
        Optional.empty(),
        scope -> {});
  }

  private static NodeParser.Spec shifted(NodeParser.Spec spec, int lines) {
    return new NodeParser.Spec(
        spec.id(),
        spec.name(),
        spec.owner(),
        spec.path(),
        spec.originalPath(),
        spec.fqn(),
        spec.rawCode(),
        spec.checksum(),
        lines,
        spec.properties(),
        spec.ownConfig(),
        spec.version(),
        spec.prepare());
  }

  private static int leadingLines(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
  }

  /** The package and the folders of a file: the head of every fqn. */
  static List<String> folders(SourceFile file) {
    List<String> parts = new ArrayList<>();
    parts.add(file.project().name());
    List<String> path = Splitter.on('/').splitToList(file.path());
    parts.addAll(path.subList(0, path.size() - 1));
    return parts;
  }

  private static void checkName(SourceFile file) {
    if (file.stem().indexOf(' ') >= 0) {
      throw new EpoxyException(
          ErrorCode.PARSING,
          "The name of '"
              + file.stem()
              + "' ("
              + file.originalPath()
              + ") cannot contain spaces. Rename the file.",
          SourceLocation.ofFile(file.originalPath()));
    }
  }
}
