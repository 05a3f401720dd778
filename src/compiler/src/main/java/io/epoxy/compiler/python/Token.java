package io.epoxy.compiler.python;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A token of Python's lexical analysis.
 *
 * @param text as written; empty for {@link Type#NEWLINE} and the like
 * @param start where it begins in the source
 * @param line from 1
 * @param column from 1
 * @param fields of an f-string: the tokens between each pair of braces
 */
record Token(Type type, String text, int start, int line, int column, List<List<Token>> fields) {
  enum Type {
    NAME,
    NUMBER,
    STRING,
    FORMATTED,
    OPERATOR,
    NEWLINE,
    INDENT,
    DEDENT,
    END
  }

  Token {
    fields = ImmutableList.copyOf(fields);
  }

  int end() {
    return start + text.length();
  }

  boolean isOperator(String wanted) {
    return type == Type.OPERATOR && text.equals(wanted);
  }

  boolean isName(String wanted) {
    return type == Type.NAME && text.equals(wanted);
  }

  PythonSyntaxError error(String message) {
    return new PythonSyntaxError(message, line, column);
  }
}
