package io.epoxy.jinja.syntax;

import io.epoxy.jinja.JinjaException;
import java.util.Optional;

/** The tokens of one template with a look ahead, as jinja2's parser wants them. */
public final class TokenStream {
  private final Lexer lexer;
  private Token current;
  private Optional<Token> following = Optional.empty();

  public TokenStream(Lexer lexer) {
    this.lexer = lexer;
    this.current = lexer.next();
  }

  public Token current() {
    return current;
  }

  /** The text that token offsets refer to. */
  public String source() {
    return lexer.source();
  }

  public String template() {
    return lexer.template();
  }

  /** Goes on; gives the token that was current. */
  public Token advance() {
    Token result = current;
    if (following.isPresent()) {
      current = following.get();
      following = Optional.empty();
    } else if (!current.is(TokenType.END)) {
      current = placed(lexer.next(), current);
    }
    return result;
  }

  /** The end of the template is reported where the last token starts, as jinja2 does. */
  private static Token placed(Token token, Token before) {
    return token.is(TokenType.END)
        ? new Token(token.type(), null, before.line(), before.column(), token.start(), token.end())
        : token;
  }

  /** The token after the current one. */
  public Token look() {
    if (following.isEmpty()) {
      following = Optional.of(placed(lexer.next(), current));
    }
    return following.get();
  }

  public boolean skipIf(TokenType type) {
    boolean found = current.is(type);
    if (found) {
      advance();
    }
    return found;
  }

  public boolean skipIfName(String name) {
    boolean found = current.isName(name);
    if (found) {
      advance();
    }
    return found;
  }

  /**
   * Takes a token of the type.
   *
   * @throws JinjaException {@code expected token ',', got 'x'}
   */
  public Token expect(TokenType type) {
    if (!current.is(type)) {
      throw expected(type.description());
    }
    return advance();
  }

  /** Takes that name; throws as {@link #expect}. */
  public Token expectName(String name) {
    if (!current.isName(name)) {
      throw expected(name);
    }
    return advance();
  }

  private JinjaException expected(String wanted) {
    if (current.is(TokenType.END)) {
      return fail(current, "unexpected end of template, expected " + quoted(wanted) + ".");
    }
    return fail(
        current, "expected token " + quoted(wanted) + ", got " + quoted(current.describe()));
  }

  /** A syntax error at a token. */
  public JinjaException fail(Token token, String message) {
    return SyntaxError.at(token, lexer.template(), message);
  }

  static String quoted(String text) {
    return "'" + text + "'";
  }
}
