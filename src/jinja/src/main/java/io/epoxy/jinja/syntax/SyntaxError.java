package io.epoxy.jinja.syntax;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;

/** Makes syntax errors. */
public final class SyntaxError {
  private SyntaxError() {}

  /** An error of kind SYNTAX at a token. */
  public static JinjaException at(Token token, String template, String message) {
    return at(new Place(template, token.line(), token.column()), message);
  }

  /** An error of kind SYNTAX at a place. */
  public static JinjaException at(Place place, String message) {
    return new JinjaException(Kind.SYNTAX, message, place);
  }
}
