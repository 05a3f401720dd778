package io.epoxy.job.command;

import io.epoxy.engine.text.TwoReadings;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A literal that {@code lint --escapes} tells of.
 *
 * @param part the statement of the node: its compiled SQL, or a hook
 * @param file where it was written, when that is known
 * @param line in the statement
 * @param column in the statement
 */
record EscapeFinding(
    Node node,
    String part,
    TwoReadings literal,
    Optional<SourceLocation> file,
    int line,
    int column) {
  private static final String SENT = "with dbt-glue";

  /** {@code models/orders.sql:3:12}, or a place in what was compiled. */
  String place() {
    return file.map(SourceLocation::toString)
        .orElseGet(() -> node.info().originalFilePath() + ", " + part + " " + line + ":" + column);
  }

  String text() {
    return place()
        + ", "
        + node.uniqueId()
        + "\n  "
        + literal.literal().replace("\n", "\n  ")
        + "\n    as written:    "
        + visible(literal.asWritten())
        + "\n    "
        + SENT
        + ": "
        + literal
            .asSent()
            .map(EscapeFinding::visible)
            .orElse("(the text ends early, and the statement is another one)");
  }

  Map<String, Object> json() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("unique_id", node.uniqueId().value());
    line.put("part", part);
    line.put("path", file.map(SourceLocation::path).orElse(node.info().originalFilePath()));
    line.put("line", file.map(SourceLocation::line).orElse(null));
    line.put("column", file.map(SourceLocation::column).orElse(null));
    line.put("compiled_line", this.line);
    line.put("compiled_column", column);
    line.put("literal", literal.literal());
    line.put("as_written", literal.asWritten());
    line.put("as_dbt_glue_sends_it", literal.asSent().orElse(null));
    return line;
  }

  /** Characters that cannot be seen are told by their number. */
  private static String visible(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point)) {
                shown.append(String.format("<U+%04X>", point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
