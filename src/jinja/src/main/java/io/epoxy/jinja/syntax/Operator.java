package io.epoxy.jinja.syntax;

import java.util.Optional;

/** The operators and punctuation, the longest first. */
final class Operator {
  private static final TokenType[] TWO = {
    TokenType.FLOOR_DIVIDE,
    TokenType.POWER,
    TokenType.EQUAL,
    TokenType.NOT_EQUAL,
    TokenType.GREATER_OR_EQUAL,
    TokenType.LESS_OR_EQUAL
  };

  private static final String ONE = "+=:,/.>{[(<%*|}]);-~";

  private static final TokenType[] ONE_TYPES = {
    TokenType.ADD,
    TokenType.ASSIGN,
    TokenType.COLON,
    TokenType.COMMA,
    TokenType.DIVIDE,
    TokenType.DOT,
    TokenType.GREATER,
    TokenType.LEFT_BRACE,
    TokenType.LEFT_BRACKET,
    TokenType.LEFT_PAREN,
    TokenType.LESS,
    TokenType.MODULO,
    TokenType.MULTIPLY,
    TokenType.PIPE,
    TokenType.RIGHT_BRACE,
    TokenType.RIGHT_BRACKET,
    TokenType.RIGHT_PAREN,
    TokenType.SEMICOLON,
    TokenType.SUBTRACT,
    TokenType.TILDE
  };

  private Operator() {}

  static Optional<TokenType> find(String source, int at) {
    for (TokenType type : TWO) {
      if (source.startsWith(type.description(), at)) {
        return Optional.of(type);
      }
    }
    int index = ONE.indexOf(source.charAt(at));
    return index < 0 ? Optional.empty() : Optional.of(ONE_TYPES[index]);
  }
}
