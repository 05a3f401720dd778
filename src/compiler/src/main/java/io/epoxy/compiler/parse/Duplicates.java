package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import java.util.List;

/** Two resources of one name, in dbt's sentence (dbt-core 1.12 {@code exceptions.py}). */
final class Duplicates {
  private Duplicates() {}

  static EpoxyException of(GraphMember first, GraphMember second) {
    ResourceType type = second.resourceType();
    String name = second.name();
    String shown = name;
    String action = "looking for " + name;
    if (RefIndex.isRefable(type)) {
      action = "looking for ref(\"" + name + "\")";
    } else if (second instanceof SourceTable source) {
      shown = source.sourceName() + "_" + name;
      action = "looking for source(\"" + source.sourceName() + "\", \"" + name + "\")";
    } else if (second instanceof TestNode test && test.generic().isPresent()) {
      String column = test.columnName().map(found -> "column \"" + found + "\" in ").orElse("");
      shown = name + "\" defined on " + column + "\"" + test.fileKeyName().orElse("");
      action = "running tests";
    }
    boolean sameKind = type == first.resourceType();
    String sentence =
        Sentences.duplicate(
            "two " + (sameKind ? Sentences.plural(type) : "resources"),
            shown,
            action,
            List.of(
                first.uniqueId() + " (" + first.info().originalFilePath() + ")",
                second.uniqueId() + " (" + second.info().originalFilePath() + ")"));
    return new EpoxyException(ErrorCode.COMPILATION, sentence, second.info().location());
  }

  static EpoxyException of(Group first, Group second) {
    String sentence =
        Sentences.duplicate(
            "two groups",
            second.name(),
            "looking for " + second.name(),
            List.of(
                first.uniqueId() + " (" + first.originalFilePath() + ")",
                second.uniqueId() + " (" + second.originalFilePath() + ")"));
    return new EpoxyException(ErrorCode.COMPILATION, sentence, second.location());
  }
}
