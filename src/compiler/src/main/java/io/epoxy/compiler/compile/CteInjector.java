package io.epoxy.compiler.compile;

import io.epoxy.model.graph.CompiledNode.ExtraCte;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the CTEs of ephemeral models in front of a statement, in the very form of dbt-core 1.12
 * {@code inject_ctes_into_sql}: after an existing {@code with} (or {@code with recursive}), else
 * behind a new one.
 */
final class CteInjector {
  private CteInjector() {}

  /** dbt's text of one CTE; the leading blank belongs to it. */
  static String cte(String identifier, String sql) {
    return " __dbt__cte__" + identifier + " as (\n" + sql + "\n)";
  }

  static String inject(String sql, List<ExtraCte> ctes) {
    if (ctes.isEmpty()) {
      return sql;
    }
    String all = ctes.stream().map(ExtraCte::sql).collect(Collectors.joining(", "));
    int with = endOfWith(sql);
    if (with >= 0) {
      return sql.substring(0, with) + all + ", " + sql.substring(with);
    }
    int start = skipBlanks(sql, 0);
    return sql.substring(0, start) + "with" + all + " " + sql.substring(start);
  }

  /**
   * Where the words {@code with} or {@code with recursive} and the blanks behind them end; -1 when
   * the SQL has none.
   */
  private static int endOfWith(String sql) {
    int at = skipBlanksAndComments(sql, 0);
    if (!isWord(sql, at, "with")) {
      return -1;
    }
    int end = skipBlanks(sql, at + "with".length());
    return isWord(sql, end, "recursive") ? skipBlanks(sql, end + "recursive".length()) : end;
  }

  private static int skipBlanks(String sql, int from) {
    int at = from;
    while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWord(String sql, int at, String word) {
    int end = at + word.length();
    return sql.regionMatches(true, at, word, 0, word.length())
        && (end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end)));
  }

  private static int skipBlanksAndComments(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        break;
      }
    }
    return at;
  }
}
