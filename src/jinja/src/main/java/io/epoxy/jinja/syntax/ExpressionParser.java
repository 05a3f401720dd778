package io.epoxy.jinja.syntax;

import io.epoxy.jinja.expression.Binary;
import io.epoxy.jinja.expression.Comparison;
import io.epoxy.jinja.expression.Concatenation;
import io.epoxy.jinja.expression.Conditional;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Expression.Position;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.expression.Logic;
import io.epoxy.jinja.expression.TestExpression;
import io.epoxy.jinja.expression.Unary;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Comparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operators of expressions, in the order of precedence of jinja2 3.1 ({@code parser.py}):
 * {@code **} binds to the left, {@code ~} stands between {@code +} and {@code *}, a sign binds
 * tighter than a filter.
 */
public final class ExpressionParser {
  /** Expressions inside each other; real ones stay below 20. It keeps the parser's stack small. */
  private static final int MAX_DEPTH = 150;

  /** Operators, filters or members in a row; CPython compiles about 200 of what jinja2 makes. */
  private static final int MAX_LINKS = 250;

  private final TokenStream stream;
  private final PrimaryParser primary;
  private int depth;

  public ExpressionParser(TokenStream stream) {
    this.stream = stream;
    this.primary = new PrimaryParser(stream, this);
  }

  public TokenStream stream() {
    return stream;
  }

  /** An expression, conditional ones included. */
  public Expression expression() {
    enter();
    Expression value = or();
    for (int links = 0; stream.skipIfName("if"); links++) {
      checkLinks(links);
      Expression test = or();
      Optional<Expression> otherwise =
          stream.skipIfName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Conditional(position(value), test, value, otherwise);
    }
    depth--;
    return value;
  }

  /** An expression that an {@code if} ends, as in the head of a for loop. */
  Expression withoutConditional() {
    return or();
  }

  /** One expression, or several with commas as a tuple. */
  public Expression tuple() {
    return primary.tuple(PrimaryParser.TupleRule.ANY);
  }

  /** As {@link #tuple}, ended by an {@code if} or {@code recursive}. */
  public Expression tupleWithoutConditional() {
    return primary.tuple(PrimaryParser.TupleRule.NO_CONDITIONAL);
  }

  /** A name, literal or display without anything after it, as an assignment's target is. */
  public Expression primaryOnly() {
    return primary.primary();
  }

  /** Filters after a value: {@code | name(arguments) | name}. */
  public Expression filters(Expression value) {
    Expression result = value;
    for (int links = 0; stream.current().is(TokenType.PIPE); links++) {
      checkLinks(links);
      stream.advance();
      result = filter(result);
    }
    return result;
  }

  /** One filter without its bar. */
  public FilterExpression filter(Expression value) {
    Token token = stream.expect(TokenType.NAME);
    String name = dotted(token);
    return new FilterExpression(token.position(), value, name, primary.optionalArguments());
  }

  private String dotted(Token first) {
    StringBuilder name = new StringBuilder(first.text());
    while (stream.skipIf(TokenType.DOT)) {
      name.append('.').append(stream.expect(TokenType.NAME).text());
    }
    return name.toString();
  }

  /** Refuses a row that has become too long; the tree is as deep as the row is long. */
  public void checkLinks(int links) {
    if (links > MAX_LINKS) {
      throw stream.fail(stream.current(), "expressions are nested too deeply");
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw stream.fail(stream.current(), "expressions are nested too deeply");
    }
  }

  private static Position position(Expression expression) {
    return new Position(expression.line(), expression.column());
  }

  private Expression or() {
    Expression left = and();
    for (int links = 0; stream.skipIfName("or"); links++) {
      checkLinks(links);
      left = new Logic(position(left), Logic.Kind.OR, left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    for (int links = 0; stream.skipIfName("and"); links++) {
      checkLinks(links);
      left = new Logic(position(left), Logic.Kind.AND, left, not());
    }
    return left;
  }

  private Expression not() {
    if (stream.current().isName("not")) {
      Token token = stream.advance();
      enter();
      Expression result = new Unary(token.position(), Unary.Kind.NOT, not());
      depth--;
      return result;
    }
    return comparison();
  }

  private Expression comparison() {
    Expression first = sum();
    List<Comparison.Link> links = new ArrayList<>(1);
    for (Optional<Comparator> found = comparator(); found.isPresent(); found = comparator()) {
      links.add(new Comparison.Link(found.get(), sum()));
    }
    return links.isEmpty() ? first : new Comparison(position(first), first, links);
  }

  private Optional<Comparator> comparator() {
    Token token = stream.current();
    Comparator found =
        switch (token.type()) {
          case EQUAL -> Comparator.EQUAL;
          case NOT_EQUAL -> Comparator.NOT_EQUAL;
          case LESS -> Comparator.LESS;
          case LESS_OR_EQUAL -> Comparator.LESS_OR_EQUAL;
          case GREATER -> Comparator.GREATER;
          case GREATER_OR_EQUAL -> Comparator.GREATER_OR_EQUAL;
          case NAME -> named(token);
          default -> null;
        };
    if (found != null) {
      stream.advance();
    }
    return Optional.ofNullable(found);
  }

  private Comparator named(Token token) {
    if (token.isName("in")) {
      return Comparator.IN;
    }
    if (token.isName("not") && stream.look().isName("in")) {
      stream.advance();
      return Comparator.NOT_IN;
    }
    return null;
  }

  private Expression sum() {
    Expression left = concatenation();
    for (int links = 0; true; links++) {
      checkLinks(links);
      BinaryOperator operator;
      if (stream.skipIf(TokenType.ADD)) {
        operator = BinaryOperator.ADD;
      } else if (stream.skipIf(TokenType.SUBTRACT)) {
        operator = BinaryOperator.SUBTRACT;
      } else {
        return left;
      }
      left = new Binary(position(left), operator, left, concatenation());
    }
  }

  private Expression concatenation() {
    Expression first = product();
    if (!stream.current().is(TokenType.TILDE)) {
      return first;
    }
    List<Expression> parts = new ArrayList<>();
    parts.add(first);
    while (stream.skipIf(TokenType.TILDE)) {
      parts.add(product());
    }
    return new Concatenation(position(first), parts);
  }

  private Expression product() {
    Expression left = power();
    for (int links = 0; true; links++) {
      checkLinks(links);
      BinaryOperator operator =
          switch (stream.current().type()) {
            case MULTIPLY -> BinaryOperator.MULTIPLY;
            case DIVIDE -> BinaryOperator.DIVIDE;
            case FLOOR_DIVIDE -> BinaryOperator.FLOOR_DIVIDE;
            case MODULO -> BinaryOperator.MODULO;
            default -> null;
          };
      if (operator == null) {
        return left;
      }
      stream.advance();
      left = new Binary(position(left), operator, left, power());
    }
  }

  private Expression power() {
    Expression left = unary(PostfixRule.FILTERS);
    for (int links = 0; stream.skipIf(TokenType.POWER); links++) {
      checkLinks(links);
      left = new Binary(position(left), BinaryOperator.POWER, left, unary(PostfixRule.FILTERS));
    }
    return left;
  }

  private Expression unary(PostfixRule rule) {
    Token token = stream.current();
    Expression result;
    if (token.is(TokenType.SUBTRACT) || token.is(TokenType.ADD)) {
      stream.advance();
      enter();
      Unary.Kind kind = token.is(TokenType.ADD) ? Unary.Kind.PLUS : Unary.Kind.MINUS;
      result = new Unary(token.position(), kind, unary(PostfixRule.NO_FILTERS));
      depth--;
    } else {
      result = primary.primary();
    }
    result = primary.postfix(result);
    return rule == PostfixRule.FILTERS ? filtersAndTests(result) : result;
  }

  private Expression filtersAndTests(Expression value) {
    Expression result = value;
    for (int links = 0; true; links++) {
      checkLinks(links);
      Token token = stream.current();
      if (token.is(TokenType.PIPE)) {
        result = filters(result);
      } else if (token.isName("is")) {
        result = test(result);
      } else if (token.is(TokenType.LEFT_PAREN)) {
        result = primary.call(result);
      } else {
        return result;
      }
    }
  }

  private Expression test(Expression value) {
    Token token = stream.advance();
    boolean negated = stream.skipIfName("not");
    String name = dotted(stream.expect(TokenType.NAME));
    Expression result = new TestExpression(token.position(), value, name, primary.testArguments());
    return negated ? new Unary(token.position(), Unary.Kind.NOT, result) : result;
  }

  /** Whether filters may follow a signed operand. */
  private enum PostfixRule {
    FILTERS,
    NO_FILTERS
  }
}
