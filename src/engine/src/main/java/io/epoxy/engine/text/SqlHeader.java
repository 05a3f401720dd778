package io.epoxy.engine.text;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.Node;
import java.util.List;

/**
 * The statements of dbt's {@code sql_header}. dbt puts the text before the statement that builds a
 * model; Spark takes one statement at a time, so each runs before it in the same session.
 */
public final class SqlHeader {
  private SqlHeader() {}

  /** They end with semicolons; one that is only a comment is none. */
  public static List<String> statements(Node node) {
    String header = node.info().config().string("sql_header").orElse("");
    ImmutableList.Builder<String> statements = ImmutableList.builder();
    int start = 0;
    boolean says = false;
    for (SqlToken token : SqlToken.of(header)) {
      if (token.kind() == SqlToken.Kind.SIGN && token.text().equals(";")) {
        if (says) {
          statements.add(header.substring(start, token.start()).strip());
        }
        start = token.end();
        says = false;
      } else {
        says |= token.kind() != SqlToken.Kind.BLANK && token.kind() != SqlToken.Kind.COMMENT;
      }
    }
    if (says) {
      statements.add(header.substring(start).strip());
    }
    return statements.build();
  }
}
