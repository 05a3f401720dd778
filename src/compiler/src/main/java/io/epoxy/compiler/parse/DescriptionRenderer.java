package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.SourceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in the doc() calls of descriptions once everything is parsed; dbt's last step. */
final class DescriptionRenderer {
  private final Docs docs;
  private final Problems problems;

  DescriptionRenderer(Docs docs, Problems problems) {
    this.docs = docs;
    this.problems = problems;
  }

  /** The same nodes, described. */
  List<Node> render(Collection<Node> nodes) {
    List<Node> described = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      NodeInfo info = render(node.info());
      described.add(info.equals(node.info()) ? node : node.with(info, node.code()));
    }
    return described;
  }

  /** The resource with its description and those of its columns rendered. */
  NodeInfo render(NodeInfo info) {
    String description = render(info.description(), info);
    Map<String, ColumnInfo> columns = new LinkedHashMap<>();
    boolean changed = !description.equals(info.description());
    for (Map.Entry<String, ColumnInfo> column : info.columns().entrySet()) {
      ColumnInfo rendered = column(column.getValue(), info);
      changed |= !rendered.equals(column.getValue());
      columns.put(column.getKey(), rendered);
    }
    return changed
        ? info.toBuilder()
            .description(description)
            .docBlocks(docs.called(info.description(), info.packageName()))
            .columns(columns)
            .build()
        : info;
  }

  private ColumnInfo column(ColumnInfo column, NodeInfo info) {
    String description = render(column.description(), info);
    if (description.equals(column.description())) {
      return column;
    }
    return new ColumnInfo(
        column.name(),
        description,
        column.dataType(),
        column.quote(),
        column.tags(),
        column.meta(),
        column.constraints(),
        docs.called(column.description(), info.packageName()),
        column.semantics(),
        column.other());
  }

  /** A source's table, with the description of the source too. */
  SourceTable render(SourceTable table) {
    return table.described(render(table.info()), render(table.sourceDescription(), table.info()));
  }

  /** A text that belongs to a resource. */
  String render(String text, NodeInfo owner) {
    try {
      return docs.render(text, owner.uniqueId().value(), owner.packageName(), owner.location());
    } catch (EpoxyException e) {
      problems.add(e);
      return text;
    }
  }
}
