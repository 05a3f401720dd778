package io.epoxy.engine.execute;

import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UnitTestNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * SQL on its way to Spark, with what is needed to say where an error lies.
 *
 * @param query the part of {@code text} that the user wrote; lines are counted from its start
 * @param node whose query it is; empty for hooks and templates' queries
 */
record Statement(String text, String query, Optional<CompiledNode> node) {
  Statement {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(node, "node");
  }

  static Statement of(String text) {
    return new Statement(text, text, Optional.empty());
  }

  /** The template's node: a unit test runs that of its model. */
  private static Node written(CompiledNode compiled) {
    return compiled.node() instanceof UnitTestNode test ? test.tested() : compiled.node();
  }

  int linesBeforeQuery() {
    int start = text.indexOf(query);
    return start <= 0 ? 0 : (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
  }

  /** The node's file, without a line. */
  Optional<SourceLocation> file() {
    return node.map(compiled -> SourceLocation.ofFile(written(compiled).info().originalFilePath()));
  }

  /**
   * The place in the file that the user wrote. Templates move lines, so a line is named only when
   * the file has the very same line, and has it once.
   *
   * @param line of the query, from 1
   * @param position in the line, from 0
   */
  Optional<SourceLocation> locate(int line, int position) {
    if (node.isEmpty()) {
      return Optional.empty();
    }
    List<String> compiled = query.lines().toList();
    if (line < 1 || line > compiled.size()) {
      return file();
    }
    String wanted = compiled.get(line - 1);
    Node template = written(node.get());
    List<String> raw = template.code().rawCode().lines().toList();
    int first = raw.indexOf(wanted);
    if (first < 0 || first != raw.lastIndexOf(wanted)) {
      return file();
    }
    return Optional.of(
        new SourceLocation(
            template.info().originalFilePath(), first + 1, Math.max(0, position) + 1));
  }
}
