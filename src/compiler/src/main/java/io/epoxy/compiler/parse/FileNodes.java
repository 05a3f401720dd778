package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.graph.AnalysisNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.TestNode;
import java.util.Optional;

/** Nodes that are one file and nothing more: seeds, analyses, singular tests. Thread-safe. */
final class FileNodes {
  private final NodeSpecs specs;
  private final NodeParser nodes;

  FileNodes(NodeSpecs specs, NodeParser nodes) {
    this.specs = specs;
    this.nodes = nodes;
  }

  SeedNode seed(SourceFile file) {
    NodeParser.Spec spec = specs.ofFile(ResourceType.SEED, file, "", described("seeds", file));
    NodeParser.Parsed parsed =
        nodes.parse(file.isRead() ? spec : spec.withChecksum(file.originalPath()));
    return new SeedNode(parsed.info(), parsed.code(), parsed.relation());
  }

  AnalysisNode analysis(SourceFile file) {
    NodeParser.Spec spec =
        specs.ofFile(ResourceType.ANALYSIS, file, file.text(), described("analyses", file));
    NodeParser.Parsed parsed = nodes.parse(spec);
    return new AnalysisNode(parsed.info(), parsed.code(), parsed.relation());
  }

  TestNode singularTest(SourceFile file) {
    NodeParser.Spec spec =
        specs.ofFile(ResourceType.TEST, file, file.text(), described("data_tests", file));
    NodeParser.Parsed parsed = nodes.parse(spec);
    return new TestNode(
        parsed.info(),
        parsed.code(),
        parsed.relation(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Properties described(String key, SourceFile file) {
    return specs
        .entry(key, file.project(), file.stem())
        .map(Properties::of)
        .orElse(Properties.NONE);
  }
}
