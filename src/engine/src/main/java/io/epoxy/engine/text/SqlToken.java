package io.epoxy.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of SQL as Spark's lexer takes it (Spark 3.5 {@code SqlBaseLexer.g4}). Every character of
 * a statement belongs to one.
 *
 * @param end behind its last character
 * @param isClosed false where a comment, text or name has no end
 */
public record SqlToken(Kind kind, String sql, int start, int end, boolean isClosed) {
  /** What it is to Spark. */
  public enum Kind {
    BLANK,
    COMMENT,
    /** A string literal, in quotes of either kind. */
    TEXT,
    /** A name in backticks. */
    NAME,
    /** A name without quotes, a key word or a number. */
    WORD,
    /** One character of anything else. */
    SIGN
  }

  /** The pieces of a text, in one pass. */
  public static List<SqlToken> of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    Lexer lexer = new Lexer(sql);
    while (lexer.at < sql.length()) {
      tokens.add(lexer.next());
    }
    return tokens;
  }

  /** As it is written. */
  public String text() {
    return sql.substring(start, end);
  }

  /** Whether it is a text with an {@code r} before its quotes, in which no character is escaped. */
  public boolean isRaw() {
    return kind == Kind.TEXT && isWord(sql.charAt(start));
  }

  private static boolean isWord(char here) {
    return Character.isUnicodeIdentifierPart(here) && !Character.isWhitespace(here);
  }

  private static final class Lexer {
    private final String sql;
    private int at;
    private boolean isClosed;

    Lexer(String sql) {
      this.sql = sql;
    }

    SqlToken next() {
      int start = at;
      isClosed = true;
      Kind kind = skip(sql.charAt(at));
      return new SqlToken(kind, sql, start, at, isClosed);
    }

    private Kind skip(char here) {
      if (Character.isWhitespace(here)) {
        at++;
        return Kind.BLANK;
      }
      if (sql.startsWith("--", at)) {
        skipLine();
        return Kind.COMMENT;
      }
      if (sql.startsWith("/*", at) && !sql.startsWith("/*+", at)) {
        skipComment();
        return Kind.COMMENT;
      }
      if (here == '`') {
        skipTo('`');
        return Kind.NAME;
      }
      if (isQuote(at)) {
        skipText(here);
        return Kind.TEXT;
      }
      if (isWord(here)) {
        return skipWord();
      }
      at++;
      return Kind.SIGN;
    }

    private boolean isQuote(int index) {
      return index < sql.length() && (sql.charAt(index) == '\'' || sql.charAt(index) == '"');
    }

    private Kind skipWord() {
      int start = at;
      while (at < sql.length() && isWord(sql.charAt(at))) {
        at++;
      }
      if (isQuote(at) && sql.substring(start, at).toLowerCase(Locale.ROOT).equals("r")) {
        skipTo(sql.charAt(at));
        return Kind.TEXT;
      }
      return Kind.WORD;
    }

    /** A backslash takes the end of the line into the comment. */
    private void skipLine() {
      while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
        at += sql.startsWith("\\\n", at) ? 2 : 1;
      }
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
      isClosed = depth == 0;
    }

    private void skipTo(char quote) {
      int end = sql.indexOf(quote, at + 1);
      isClosed = end >= 0;
      at = end < 0 ? sql.length() : end + 1;
    }

    private void skipText(char quote) {
      at++;
      while (at < sql.length() && sql.charAt(at) != quote) {
        at += sql.charAt(at) == '\\' ? 2 : 1;
      }
      isClosed = at < sql.length();
      at = Math.min(at + 1, sql.length());
    }
  }
}
