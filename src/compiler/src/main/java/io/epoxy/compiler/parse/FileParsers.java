package io.epoxy.compiler.parse;

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
        new SnapshotParser(specs, nodes),
        new FunctionParser(specs, nodes),
        new HookParser(nodes));
  }
}
