package io.epoxy.engine.execute;

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
  private static final Set<String> WRITES = Set.of("insert", "merge", "update", "delete");

  static StatementWords of(String sql) {
    return new Scan(sql).words();
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

  private static final class Scan {
    private final String sql;
    private final List<String> words = new ArrayList<>();
    private int at;
    private boolean isCertain = true;
    private boolean ended;

    Scan(String sql) {
      this.sql = sql;
    }

    StatementWords words() {
      while (at < sql.length()) {
        char here = sql.charAt(at);
        if (sql.startsWith("--", at)) {
          skipLine();
        } else if (sql.startsWith("/*", at) && !sql.startsWith("/*+", at)) {
          skipComment();
        } else if (Character.isWhitespace(here)) {
          at++;
        } else {
          isCertain &= !ended;
          token(here);
        }
      }
      return new StatementWords(words, isCertain);
    }

    private void token(char here) {
      if (here == '\'' || here == '"' || here == '`') {
        skipQuoted(here);
      } else if (Character.isUnicodeIdentifierStart(here)) {
        int start = at;
        while (at < sql.length() && Character.isUnicodeIdentifierPart(sql.charAt(at))) {
          at++;
        }
        words.add(sql.substring(start, at).toLowerCase(Locale.ROOT));
      } else {
        ended |= here == ';';
        at++;
      }
    }

    /** A backslash takes the end of the line into the comment. */
    private void skipLine() {
      while (at < sql.length() && !isLineEnd(sql.charAt(at))) {
        at += sql.startsWith("\\\n", at) ? 2 : 1;
      }
    }

    private static boolean isLineEnd(char here) {
      return here == '\n' || here == '\r';
    }

    /** Comments in comments are closed one by one. */
    private void skipComment() {
      int depth = 0;
      do {
        if (sql.startsWith("/*", at)) {
          depth++;
          at += 2;
        } else if (sql.startsWith("*/", at)) {
          depth--;
          at += 2;
        } else {
          at++;
        }
      } while (depth > 0 && at < sql.length());
      isCertain &= depth == 0;
    }

    /** {@code r'\'} and spark.sql.parser.escapedStringLiterals end where others go on. */
    private void skipQuoted(char quote) {
      int end = sql.indexOf(quote, at + 1);
      isCertain &= end > 0 && sql.charAt(end - 1) != '\\';
      at = end < 0 ? sql.length() : end + 1;
    }
  }
}
