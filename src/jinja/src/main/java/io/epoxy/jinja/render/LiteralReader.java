package io.epoxy.jinja.render;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.expression.Collected;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Literal;
import io.epoxy.jinja.expression.Mapping;
import io.epoxy.jinja.expression.Unary;
import io.epoxy.jinja.syntax.ExpressionParser;
import io.epoxy.jinja.syntax.Lexer;
import io.epoxy.jinja.syntax.Token;
import io.epoxy.jinja.syntax.TokenStream;
import io.epoxy.jinja.syntax.TokenType;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Python's {@code ast.literal_eval}, for strings, numbers, lists, tuples, dicts and constants. */
final class LiteralReader {
  private static final Set<String> NAMES = Set.of("True", "False", "None");

  private LiteralReader() {}

  /** The value that the text is a literal of; empty when it is none. */
  static Optional<Value> read(String text) {
    String template = "{{ " + text + " }}";
    try {
      if (!isPython(template)) {
        return Optional.empty();
      }
      TokenStream stream = new TokenStream(new Lexer("", template));
      stream.expect(TokenType.VARIABLE_BEGIN);
      Expression expression = new ExpressionParser(stream).tuple();
      stream.expect(TokenType.VARIABLE_END);
      return stream.current().is(TokenType.END) ? Value.of(value(expression)) : Optional.empty();
    } catch (JinjaException notLiteral) {
      return Optional.empty();
    }
  }

  /** Jinja's lower-case constants are names to Python. */
  private static boolean isPython(String template) {
    Lexer lexer = new Lexer("", template);
    for (Token token = lexer.next(); !token.is(TokenType.END); token = lexer.next()) {
      if (token.is(TokenType.NAME) && !NAMES.contains(token.text())) {
        return false;
      }
    }
    return true;
  }

  private static Object value(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    if (expression instanceof Unary unary && unary.children().get(0) instanceof Literal number) {
      return signed(unary, number.value());
    }
    List<Object> values = new ArrayList<>();
    for (Expression child : expression.children()) {
      values.add(value(child));
    }
    if (expression instanceof Collected collected) {
      return collected.kind() == Collected.Kind.LIST ? values : PyTuple.copyOf(values);
    }
    if (!(expression instanceof Mapping)) {
      throw new JinjaException("malformed node or string");
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i += 2) {
      Dicts.put(map, values.get(i), values.get(i + 1));
    }
    return map;
  }

  private static Object signed(Unary unary, Object number) {
    boolean allowed = number instanceof Number && !unary.nodeName().equals("not");
    if (!allowed) {
      throw new JinjaException("malformed node or string");
    }
    return unary.nodeName().equals("neg") ? Operators.negate(number) : number;
  }
}
