package io.epoxy.jinja.statement;

import io.epoxy.jinja.expression.Collected;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Name;
import io.epoxy.jinja.syntax.ExpressionParser;
import io.epoxy.jinja.syntax.Token;
import io.epoxy.jinja.syntax.TokenStream;
import io.epoxy.jinja.syntax.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is assigned to, as jinja2's {@code parse_assign_target}. */
final class TargetParser {
  private static final Set<String> CONSTANTS =
      Set.of("true", "True", "false", "False", "none", "None");

  private final ExpressionParser expressions;
  private final TokenStream stream;

  TargetParser(ExpressionParser expressions) {
    this.expressions = expressions;
    this.stream = expressions.stream();
  }

  /** Which targets a tag takes. */
  enum Rule {
    /** Variables and members of namespaces, as set does. */
    MEMBERS,
    VARIABLES
  }

  /** A single name. */
  Token name() {
    Token token = stream.expect(TokenType.NAME);
    if (CONSTANTS.contains(token.text())) {
      throw stream.fail(token, "can't assign to 'name'");
    }
    return token;
  }

  Target target(Rule rule) {
    List<Target> targets = new ArrayList<>();
    boolean comma = false;
    while (true) {
      if (!targets.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (atEnd()) {
        break;
      }
      targets.add(one(rule));
      if (!stream.current().is(TokenType.COMMA)) {
        break;
      }
      comma = true;
    }
    if (targets.isEmpty()) {
      Token token = stream.current();
      throw stream.fail(token, "Expected an expression, got '" + token.describe() + "'");
    }
    return comma ? new Target.Several(targets) : targets.get(0);
  }

  private boolean atEnd() {
    return switch (stream.current().type()) {
      case BLOCK_END, VARIABLE_END, RIGHT_PAREN -> true;
      default -> false;
    };
  }

  private Target one(Rule rule) {
    Token token = stream.current();
    boolean member =
        rule == Rule.MEMBERS
            && token.is(TokenType.NAME)
            && !CONSTANTS.contains(token.text())
            && stream.look().is(TokenType.DOT);
    if (member) {
      stream.advance();
      stream.advance();
      return new Target.Member(token.text(), stream.expect(TokenType.NAME).text());
    }
    return converted(expressions.primaryOnly(), token);
  }

  private Target converted(Expression expression, Token at) {
    if (expression instanceof Name name) {
      return new Target.Variable(name.name());
    }
    if (expression instanceof Collected tuple && tuple.kind() == Collected.Kind.TUPLE) {
      List<Target> targets = new ArrayList<>();
      for (Expression child : tuple.children()) {
        boolean assignable = child instanceof Name || child instanceof Collected;
        if (!assignable) {
          throw stream.fail(at, "can't assign to 'tuple'");
        }
        targets.add(converted(child, at));
      }
      return new Target.Several(targets);
    }
    throw stream.fail(at, "can't assign to '" + expression.nodeName() + "'");
  }
}
