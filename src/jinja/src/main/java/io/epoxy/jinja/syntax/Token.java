package io.epoxy.jinja.syntax;

import io.epoxy.jinja.expression.Expression.Position;

/**
 * One token.
 *
 * @param value the text of a name or of data, the value of a literal, else null
 * @param line from 1
 * @param column from 1
 * @param start offset in {@link Lexer#source()}
 * @param end offset after it
 */
public record Token(TokenType type, Object value, int line, int column, int start, int end) {
  /** Whether it is that name. */
  public boolean isName(String name) {
    return type == TokenType.NAME && name.equals(value);
  }

  public boolean is(TokenType other) {
    return type == other;
  }

  /** The text of a name or of data. */
  public String text() {
    return (String) value;
  }

  public Position position() {
    return new Position(line, column);
  }

  /** As jinja2 describes it in messages: a name by itself, others by their type. */
  public String describe() {
    return type == TokenType.NAME ? text() : type.description();
  }
}
