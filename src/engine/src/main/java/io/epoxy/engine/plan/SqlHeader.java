package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.Node;
import java.util.List;

/**
 * The statements of dbt's {@code sql_header}. dbt puts the text before the statement that builds a
 * model; Spark takes one statement at a time, so each runs before it in the same session.
 */
final class SqlHeader {
  private final String text;
  private int at;

  private SqlHeader(String text) {
    this.text = text;
  }

  static List<String> statements(Node node) {
    return new SqlHeader(node.info().config().string("sql_header").orElse("")).split();
  }

  private List<String> split() {
    ImmutableList.Builder<String> statements = ImmutableList.builder();
    int start = 0;
    boolean says = false;
    while (at < text.length()) {
      char here = text.charAt(at);
      if (text.startsWith("--", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        skipTo("*/");
      } else if (here == '\'' || here == '"' || here == '`') {
        skipQuoted(here);
        says = true;
      } else {
        if (here == ';') {
          if (says) {
            statements.add(text.substring(start, at).strip());
          }
          start = at + 1;
          says = false;
        } else {
          says |= !Character.isWhitespace(here);
        }
        at++;
      }
    }
    if (says) {
      statements.add(text.substring(start).strip());
    }
    return statements.build();
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at + 2);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void skipQuoted(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += quote != '`' && text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
