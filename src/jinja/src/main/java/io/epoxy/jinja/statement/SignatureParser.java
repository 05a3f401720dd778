package io.epoxy.jinja.statement;

import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.syntax.ExpressionParser;
import io.epoxy.jinja.syntax.Token;
import io.epoxy.jinja.syntax.TokenStream;
import io.epoxy.jinja.syntax.TokenType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the parameters of a macro. They may have types, which are checked for form only (dbt 1.11
 * {@code MacroFuzzParser.parse_signature}).
 */
final class SignatureParser {
  private final ExpressionParser expressions;
  private final TokenStream stream;

  private final TargetParser targets;

  SignatureParser(ExpressionParser expressions, TargetParser targets) {
    this.targets = targets;
    this.expressions = expressions;
    this.stream = expressions.stream();
  }

  Signature signature() {
    List<String> names = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    stream.expect(TokenType.LEFT_PAREN);
    while (!stream.current().is(TokenType.RIGHT_PAREN)) {
      if (!names.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      Token token = targets.name();
      String name = token.text();
      if (names.contains(name)) {
        throw stream.fail(token, "duplicate argument '" + name + "' in function definition");
      }
      if (stream.skipIf(TokenType.COLON)) {
        typeName(0);
      }
      if (stream.skipIf(TokenType.ASSIGN)) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw stream.fail(stream.current(), "non-default argument follows default argument");
      }
      names.add(name);
    }
    stream.expect(TokenType.RIGHT_PAREN);
    return new Signature(names, defaults);
  }

  private void typeName(int depth) {
    expressions.checkLinks(depth);
    stream.expect(TokenType.NAME);
    if (!stream.skipIf(TokenType.LEFT_BRACKET)) {
      return;
    }
    boolean first = true;
    while (!stream.current().is(TokenType.RIGHT_BRACKET)) {
      if (!first) {
        stream.expect(TokenType.COMMA);
      }
      first = false;
      typeName(depth + 1);
    }
    stream.expect(TokenType.RIGHT_BRACKET);
  }
}
