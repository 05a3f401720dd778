package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Node;
import java.util.List;

/** The parsers of files that hold code. */
record FileParsers(
    ModelParser models,
    FileNodes files,
    SnapshotParser snapshots,
    FunctionParser functions,
    HookParser hooks) {

  static FileParsers of(ParseInput input, NodeSpecs specs, PropertyFiles properties) {
    NodeParser nodes = new NodeParser(input);
    return new FileParsers(
        new ModelParser(specs, nodes, properties),
        new FileNodes(specs, nodes),
        new SnapshotParser(input, specs, nodes),
        new FunctionParser(specs, nodes),
        new HookParser(nodes));
  }

  /** Whether a node of a file is disabled as far as is known; what cannot be parsed is not. */
  boolean isDisabled(String key, SourceFile file, String name) {
    try {
      return nodes(key, file).stream()
          .filter(node -> node.info().name().equals(name))
          .anyMatch(node -> !node.info().config().flag("enabled", true));
    } catch (EpoxyException e) { // told of when the file is parsed for the manifest
      return false;
    }
  }

  private List<? extends Node> nodes(String key, SourceFile file) {
    return switch (key) {
      case "models" -> List.of(models.parse(file));
      case "seeds" -> List.of(files.seed(file));
      case "snapshots" -> snapshots.parse(file, new Findings());
      default -> List.of();
    };
  }
}
