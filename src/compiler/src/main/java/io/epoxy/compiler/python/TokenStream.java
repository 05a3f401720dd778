package io.epoxy.compiler.python;

import io.epoxy.compiler.python.Token.Type;
import java.util.List;

/** Tokens with a place among them. */
final class TokenStream {
  private final String text;
  private final List<Token> tokens;
  private int at;

  TokenStream(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** The tokens of a field of an f-string of the same text. */
  TokenStream of(List<Token> field) {
    return new TokenStream(text, field);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    if (at + 1 < tokens.size()) {
      at++;
    }
    return token;
  }

  boolean is(Type type) {
    return peek().type() == type;
  }

  boolean accept(Type type) {
    if (!is(type)) {
      return false;
    }
    next();
    return true;
  }

  boolean isOperator(String wanted) {
    return peek().isOperator(wanted);
  }

  boolean acceptOperator(String wanted) {
    if (!isOperator(wanted)) {
      return false;
    }
    next();
    return true;
  }

  boolean isName(String wanted) {
    return peek().isName(wanted);
  }

  boolean acceptName(String wanted) {
    if (!isName(wanted)) {
      return false;
    }
    next();
    return true;
  }

  void expectOperator(String wanted) throws PythonSyntaxError {
    if (!acceptOperator(wanted)) {
      throw peek().error(wanted.equals(":") ? "expected ':'" : "invalid syntax");
    }
  }

  void expectName(String wanted) throws PythonSyntaxError {
    if (!acceptName(wanted)) {
      throw invalid();
    }
  }

  PythonSyntaxError invalid() {
    return peek().error("invalid syntax");
  }

  /** The text from a token up to the next one, the blanks between them left out. */
  String textFrom(Token first) {
    return text.substring(first.start(), tokens.get(at - 1).end());
  }

  /** Whether parentheses follow that hold {@code something as target} and end a block's head. */
  boolean isTargetsInParentheses() {
    int depth = 0;
    boolean targets = false;
    for (int i = at; isOperator("("); i++) {
      Token token = tokens.get(i);
      depth += isBracket(token, "([{") ? 1 : isBracket(token, ")]}") ? -1 : 0;
      targets |= depth == 1 && token.isName("as");
      if (depth == 0) {
        return targets && tokens.get(i + 1).isOperator(":");
      }
    }
    return false;
  }

  /** Whether a name, an expression and a colon make up the line: {@code match x:}. */
  boolean isBlockHeadOfName() {
    Token second = peekSecond();
    boolean expression =
        switch (second.type()) {
          case NAME, NUMBER, STRING, FORMATTED -> true;
          case OPERATOR -> "([{-*~...".contains(second.text());
          default -> false;
        };
    int end = at;
    while (tokens.get(end).type() != Type.NEWLINE && tokens.get(end).type() != Type.END) {
      end++;
    }
    return expression && tokens.get(end - 1).isOperator(":");
  }

  private static boolean isBracket(Token token, String brackets) {
    return token.type() == Type.OPERATOR
        && token.text().length() == 1
        && brackets.contains(token.text());
  }
}
