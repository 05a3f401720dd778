package io.epoxy.compiler.parse;

import io.epoxy.model.graph.UniqueId;
import java.util.function.Predicate;

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

  /** For some tests only. */
  GenericTestParser tests(Predicate<UniqueId> wanted) {
    return new GenericTestParser(input, specs, nodes, wanted);
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
