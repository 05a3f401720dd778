package io.epoxy.compiler.parse;

/** The parsers of what property files define. */
final class EntryParsers {
  private final ParseInput input;
  private final NodeSpecs specs;
  private final NodeParser nodes;
  private final EntryConfig configs;
  private final UnitTestRows rows;

  EntryParsers(ParseInput input, NodeSpecs specs, UnitTestRows rows) {
    this.input = input;
    this.specs = specs;
    this.nodes = new NodeParser(input);
    this.configs = new EntryConfig(input);
    this.rows = rows;
  }

  NodeSpecs specs() {
    return specs;
  }

  SnapshotParser snapshots() {
    return new SnapshotParser(input, specs, nodes);
  }

  GenericTestParser tests() {
    return new GenericTestParser(input, specs, nodes);
  }

  SourceParser sources(SourceOverrides overrides) {
    return new SourceParser(input, specs, configs, overrides);
  }

  ExposureParser exposures() {
    return new ExposureParser(specs, configs);
  }

  GroupParser groups() {
    return new GroupParser(specs, configs);
  }

  UnitTestParser unitTests() {
    return new UnitTestParser(specs, configs, rows);
  }

  SemanticParsers semantics() {
    return new SemanticParsers(
        specs,
        new SemanticModelParser(configs),
        new MetricParser(configs),
        new SavedQueryParser(configs, input.contexts().target().schema()));
  }
}
