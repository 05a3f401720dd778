package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.List;

/** What the rules found, in the order in which they found it. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /** How bad it is. */
  public enum Weight {
    WARNING,
    /** An error in a version to come. */
    DEPRECATION,
    ERROR
  }

  /** One sentence, about a node. */
  public record Finding(Weight weight, SemanticLayerNode node, String sentence) {}

  public List<Finding> of(Weight weight) {
    return all.stream().filter(finding -> finding.weight() == weight).toList();
  }

  void error(SemanticLayerNode node, String sentence) {
    all.add(new Finding(Weight.ERROR, node, sentence));
  }

  void warning(SemanticLayerNode node, String sentence) {
    all.add(new Finding(Weight.WARNING, node, sentence));
  }

  void deprecation(SemanticLayerNode node, String sentence) {
    all.add(new Finding(Weight.DEPRECATION, node, sentence));
  }
}
