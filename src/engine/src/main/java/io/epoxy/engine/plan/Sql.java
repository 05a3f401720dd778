package io.epoxy.engine.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Small pieces of SQL text. */
public final class Sql {
  private Sql() {}

  /** A name in backticks. */
  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The query's columns by name, in this order. */
  public static String select(List<String> columns, String query) {
    return "select "
        + columns.stream().map(Sql::quote).collect(Collectors.joining(", "))
        + "\nfrom (\n"
        + query
        + "\n)";
  }

  /** The query without a closing semicolon, which could not stand inside a statement. */
  public static String withoutSemicolon(String query) {
    String text = query.stripTrailing();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).stripTrailing();
    }
    return text;
  }
}
