package io.epoxy.jinja.syntax;

import io.epoxy.jinja.expression.ArgumentList;
import io.epoxy.jinja.expression.Attribute;
import io.epoxy.jinja.expression.CallExpression;
import io.epoxy.jinja.expression.Collected;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Item;
import io.epoxy.jinja.expression.Literal;
import io.epoxy.jinja.expression.Mapping;
import io.epoxy.jinja.expression.Name;
import io.epoxy.jinja.expression.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Literals, displays, calls, attributes and items. */
final class PrimaryParser {
  private final TokenStream stream;
  private final ExpressionParser expressions;

  PrimaryParser(TokenStream stream, ExpressionParser expressions) {
    this.stream = stream;
    this.expressions = expressions;
  }

  /** How the items of a tuple without parentheses are read. */
  enum TupleRule {
    /** Any expressions. */
    ANY,
    /** In parentheses, where nothing at all is the empty tuple. */
    PARENTHESES,
    /** An {@code if} or {@code recursive} ends it. */
    NO_CONDITIONAL
  }

  Expression tuple(TupleRule rule) {
    Token first = stream.current();
    List<Expression> items = new ArrayList<>();
    boolean comma = false;
    while (true) {
      if (!items.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (atTupleEnd()) {
        break;
      }
      items.add(
          rule == TupleRule.NO_CONDITIONAL
              ? expressions.withoutConditional()
              : expressions.expression());
      if (!stream.current().is(TokenType.COMMA)) {
        break;
      }
      comma = true;
    }
    if (!comma && !items.isEmpty()) {
      return items.get(0);
    }
    if (!comma && rule != TupleRule.PARENTHESES) {
      String got = TokenStream.quoted(stream.current().describe());
      throw stream.fail(stream.current(), "Expected an expression, got " + got);
    }
    return new Collected(first.position(), Collected.Kind.TUPLE, items);
  }

  private boolean atTupleEnd() {
    return switch (stream.current().type()) {
      case VARIABLE_END, BLOCK_END, RIGHT_PAREN -> true;
      default -> false;
    };
  }

  Expression primary() {
    Token token = stream.current();
    switch (token.type()) {
      case NAME:
        stream.advance();
        return name(token);
      case STRING:
        return string();
      case INTEGER, FLOAT:
        stream.advance();
        return new Literal(token.position(), token.value());
      case LEFT_PAREN:
        stream.advance();
        Expression inside = tuple(TupleRule.PARENTHESES);
        stream.expect(TokenType.RIGHT_PAREN);
        return inside;
      case LEFT_BRACKET:
        return list();
      case LEFT_BRACE:
        return dict();
      default:
        throw stream.fail(token, "unexpected " + TokenStream.quoted(token.describe()));
    }
  }

  private static Expression name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Literal(token.position(), true);
      case "false", "False" -> new Literal(token.position(), false);
      case "none", "None" -> new Literal(token.position(), null);
      default -> new Name(token.position(), token.text());
    };
  }

  private Expression string() {
    Token first = stream.advance();
    if (!stream.current().is(TokenType.STRING)) {
      return new Literal(first.position(), first.value());
    }
    StringBuilder joined = new StringBuilder(first.text());
    while (stream.current().is(TokenType.STRING)) {
      joined.append(stream.advance().text());
    }
    return new Literal(first.position(), joined.toString());
  }

  private Expression list() {
    Token open = stream.advance();
    List<Expression> items = new ArrayList<>();
    while (!stream.current().is(TokenType.RIGHT_BRACKET)) {
      if (!items.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (stream.current().is(TokenType.RIGHT_BRACKET)) {
        break;
      }
      items.add(expressions.expression());
    }
    stream.expect(TokenType.RIGHT_BRACKET);
    return new Collected(open.position(), Collected.Kind.LIST, items);
  }

  private Expression dict() {
    Token open = stream.advance();
    List<Expression> keysAndValues = new ArrayList<>();
    while (!stream.current().is(TokenType.RIGHT_BRACE)) {
      if (!keysAndValues.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (stream.current().is(TokenType.RIGHT_BRACE)) {
        break;
      }
      keysAndValues.add(expressions.expression());
      stream.expect(TokenType.COLON);
      keysAndValues.add(expressions.expression());
    }
    stream.expect(TokenType.RIGHT_BRACE);
    return new Mapping(open.position(), keysAndValues);
  }

  Expression postfix(Expression start) {
    Expression result = start;
    for (int links = 0; true; links++) {
      expressions.checkLinks(links);
      switch (stream.current().type()) {
        case DOT -> result = attribute(result);
        case LEFT_BRACKET -> result = subscript(result);
        case LEFT_PAREN -> result = call(result);
        default -> {
          return result;
        }
      }
    }
  }

  private Expression attribute(Expression owner) {
    Token dot = stream.advance();
    Token name = stream.advance();
    if (name.is(TokenType.NAME)) {
      return new Attribute(name.position(), owner, name.text());
    }
    if (!name.is(TokenType.INTEGER)) {
      throw stream.fail(name, "expected name or number");
    }
    return new Item(dot.position(), owner, new Literal(name.position(), name.value()));
  }

  private Expression subscript(Expression owner) {
    Token open = stream.advance();
    List<Expression> keys = new ArrayList<>();
    Optional<Slice.Bounds> slice = Optional.empty();
    int parts = 0;
    while (!stream.current().is(TokenType.RIGHT_BRACKET)) {
      if (parts++ > 0) {
        stream.expect(TokenType.COMMA);
      }
      Optional<Expression> key =
          stream.current().is(TokenType.COLON)
              ? Optional.empty()
              : Optional.of(expressions.expression());
      if (stream.skipIf(TokenType.COLON)) {
        slice = Optional.of(bounds(key));
      } else {
        key.ifPresent(keys::add);
      }
    }
    stream.expect(TokenType.RIGHT_BRACKET);
    if (slice.isPresent()) {
      // jinja2 parses several, but Python does not take what it makes of them.
      if (parts > 1) {
        throw stream.fail(open, "invalid syntax");
      }
      return new Slice(open.position(), owner, slice.get());
    }
    Expression key =
        keys.size() == 1 ? keys.get(0) : new Collected(open.position(), Collected.Kind.TUPLE, keys);
    return new Item(open.position(), owner, key);
  }

  /** From behind the first colon on. */
  private Slice.Bounds bounds(Optional<Expression> start) {
    Optional<Expression> stop = bound();
    Optional<Expression> step = stream.skipIf(TokenType.COLON) ? bound() : Optional.empty();
    return new Slice.Bounds(start, stop, step);
  }

  private Optional<Expression> bound() {
    return switch (stream.current().type()) {
      case COLON, RIGHT_BRACKET, COMMA -> Optional.empty();
      default -> Optional.of(expressions.expression());
    };
  }

  Expression call(Expression callee) {
    Token open = stream.current();
    return new CallExpression(open.position(), callee, arguments());
  }

  /** The arguments when a parenthesis follows, else none. */
  ArgumentList optionalArguments() {
    return stream.current().is(TokenType.LEFT_PAREN) ? arguments() : ArgumentList.NONE;
  }

  /** A test takes one argument without parentheses too. */
  ArgumentList testArguments() {
    Token token = stream.current();
    switch (token.type()) {
      case LEFT_PAREN:
        return arguments();
      case NAME, STRING, INTEGER, FLOAT, LEFT_BRACKET, LEFT_BRACE:
        break;
      default:
        return ArgumentList.NONE;
    }
    if (token.isName("else") || token.isName("or") || token.isName("and")) {
      return ArgumentList.NONE;
    }
    if (token.isName("is")) {
      throw stream.fail(token, "You cannot chain multiple tests with is");
    }
    return new ArgumentList(
        List.of(postfix(primary())), Map.of(), Optional.empty(), Optional.empty());
  }

  private ArgumentList arguments() {
    Token open = stream.expect(TokenType.LEFT_PAREN);
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> keyword = new LinkedHashMap<>();
    Optional<Expression> spread = Optional.empty();
    Optional<Expression> keywordSpread = Optional.empty();
    boolean first = true;
    while (!stream.current().is(TokenType.RIGHT_PAREN)) {
      if (!first) {
        stream.expect(TokenType.COMMA);
        if (stream.current().is(TokenType.RIGHT_PAREN)) {
          break;
        }
      }
      first = false;
      if (stream.current().is(TokenType.MULTIPLY)) {
        ensure(spread.isEmpty() && keywordSpread.isEmpty(), open);
        stream.advance();
        spread = Optional.of(expressions.expression());
      } else if (stream.current().is(TokenType.POWER)) {
        ensure(keywordSpread.isEmpty(), open);
        stream.advance();
        keywordSpread = Optional.of(expressions.expression());
      } else if (stream.current().is(TokenType.NAME) && stream.look().is(TokenType.ASSIGN)) {
        ensure(keywordSpread.isEmpty(), open);
        addKeyword(keyword);
      } else {
        ensure(spread.isEmpty() && keywordSpread.isEmpty() && keyword.isEmpty(), open);
        positional.add(expressions.expression());
      }
    }
    stream.expect(TokenType.RIGHT_PAREN);
    return new ArgumentList(positional, keyword, spread, keywordSpread);
  }

  private void addKeyword(Map<String, Expression> keyword) {
    Token name = stream.advance();
    stream.advance();
    if (keyword.put(name.text(), expressions.expression()) != null) {
      throw stream.fail(name, "keyword argument repeated: " + name.text());
    }
  }

  private void ensure(boolean valid, Token open) {
    if (!valid) {
      throw stream.fail(open, "invalid syntax for function call expression");
    }
  }
}
