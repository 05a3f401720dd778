package io.epoxy.engine.execute;

import io.epoxy.engine.text.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The bare words of a statement: what stands outside of comments, texts and quoted names, as
 * Spark's lexer tells them apart. One pass, whatever the statement.
 *
 * @param words in lower case
 * @param isCertain false where Spark may read the statement otherwise: something is not closed, a
 *     text's end depends on a setting, or another statement follows
 */
record StatementWords(List<String> words, boolean isCertain) {
  private static final Set<String> READS =
      Set.of("select", "values", "show", "describe", "desc", "explain");

  /** What changes rows, rights, files or settings, and no name's meaning. */
  private static final Set<String> KEEPS =
      Set.of(
          "insert",
          "merge",
          "update",
          "delete",
          "truncate",
          "with",
          "grant",
          "revoke",
          "analyze",
          "refresh",
          "cache",
          "uncache",
          "optimize",
          "vacuum",
          "msck",
          "set",
          "reset",
          "comment");

  private static final Set<String> ALTERS_NAMES =
      Set.of("rename", "fileformat", "table_type", "provider");

  private static final Set<String> WRITES = Set.of("insert", "merge", "update", "delete");

  static StatementWords of(String sql) {
    List<String> words = new ArrayList<>();
    boolean isCertain = true;
    boolean ended = false;
    for (SqlToken token : SqlToken.of(sql)) {
      isCertain &= token.isClosed() && !endsElsewhere(token);
      switch (token.kind()) {
        case BLANK, COMMENT -> {}
        default -> {
          isCertain &= !ended;
          ended |= token.text().equals(";");
        }
      }
      if (token.kind() == SqlToken.Kind.WORD) {
        words.add(token.text().toLowerCase(Locale.ROOT));
      }
    }
    return new StatementWords(words, isCertain);
  }

  /** With spark.sql.parser.escapedStringLiterals a text goes on where others end. */
  private static boolean endsElsewhere(SqlToken token) {
    return token.kind() == SqlToken.Kind.TEXT
        && (token.text().contains("\\'") || token.text().contains("\\\""));
  }

  /** Whether the statement surely leaves the catalog as it is; WITH may begin an INSERT too. */
  boolean onlyRead() {
    if (!isCertain || words.isEmpty()) {
      return false;
    }
    return words.get(0).equals("with")
        ? words.stream().noneMatch(WRITES::contains)
        : READS.contains(words.get(0));
  }

  /**
   * Whether after the statement every name surely means what it meant: a relation of the same kind
   * and format, or none.
   */
  boolean keepsRelations() {
    return isCertain
        && !words.isEmpty()
        && (onlyRead() || KEEPS.contains(words.get(0)) || isPlainAlter());
  }

  /** Of a table's properties, columns or partitions; a property may hide behind a bare word. */
  private boolean isPlainAlter() {
    return words.get(0).equals("alter")
        && words.contains("table")
        && ALTERS_NAMES.stream().noneMatch(words::contains);
  }
}
