package io.epoxy.jinja.statement;

import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.expression.CallExpression;
import io.epoxy.jinja.expression.Collected;
import io.epoxy.jinja.expression.Conditional;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.ExpressionText;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.expression.Literal;
import io.epoxy.jinja.expression.Mapping;
import io.epoxy.jinja.expression.Name;
import io.epoxy.jinja.expression.TestExpression;
import io.epoxy.jinja.library.Library;
import io.epoxy.jinja.syntax.SyntaxError;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks through parsed expressions for what is known before rendering. */
final class Walker {
  /** Rows of operators inside each other; it keeps the stack of an evaluation small. */
  private static final int MAX_DEPTH = 1000;

  private final String template;
  private final Library library;
  private final List<Call> calls = new ArrayList<>();
  private Optional<UnknownName> unknown = Optional.empty();
  private int depth;

  Walker(String template, Library library) {
    this.template = template;
    this.library = library;
  }

  List<Call> calls() {
    return calls;
  }

  /** The first filter or test of all that is not there. */
  Optional<UnknownName> unknown() {
    return unknown;
  }

  /** How an unknown filter or test is taken. */
  enum Strictness {
    /** When the template is compiled, as jinja2 does. */
    FAIL,
    /** When it is reached, as jinja2 does inside conditions. */
    DEFER
  }

  /**
   * Visits an expression and all inside it.
   *
   * @throws JinjaException when it is nested too deeply
   */
  void visit(Expression expression, Strictness strictness, List<UsedNames> open) {
    if (++depth > MAX_DEPTH) {
      Place place = new Place(template, expression.line(), expression.column());
      throw SyntaxError.at(place, "expressions are nested too deeply");
    }
    if (expression instanceof Name name) {
      open.forEach(used -> used.read(name.name()));
    } else if (expression instanceof CallExpression call) {
      call.dottedName().ifPresent(name -> calls.add(constant(name, call)));
    } else if (expression instanceof FilterExpression filter) {
      if (strictness == Strictness.FAIL && library.findFilter(filter.name()).isEmpty()) {
        unknown = unknown.or(() -> Optional.of(UnknownName.at(filter, "filter", filter.name())));
      }
    } else if (expression instanceof TestExpression test) {
      if (strictness == Strictness.FAIL && library.findTest(test.name()).isEmpty()) {
        unknown = unknown.or(() -> Optional.of(UnknownName.at(test, "test", test.name())));
      }
    }
    Strictness inside = expression instanceof Conditional ? Strictness.DEFER : strictness;
    for (Expression child : expression.children()) {
      visit(child, inside, open);
    }
    depth--;
  }

  private static Call constant(String name, CallExpression call) {
    List<Object> positional = new ArrayList<>();
    call.arguments().positional().forEach(value -> positional.add(constant(value)));
    Map<String, Object> keyword = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    call.arguments()
        .keyword()
        .forEach(
            (key, value) -> {
              keyword.put(key, constant(value));
              texts.put(key, ExpressionText.of(value));
            });
    if (call.arguments().hasSpread()) {
      positional.add(Call.NOT_CONSTANT);
    }
    return new Call(name, positional, keyword, texts, call.line());
  }

  /** The value of literals and displays of literals; everything else is not constant. */
  private static Object constant(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    boolean display = expression instanceof Collected || expression instanceof Mapping;
    if (!display) {
      return Call.NOT_CONSTANT;
    }
    List<Object> values = new ArrayList<>();
    for (Expression child : expression.children()) {
      Object value = constant(child);
      if (Call.NOT_CONSTANT.equals(value)) {
        return Call.NOT_CONSTANT;
      }
      values.add(value);
    }
    if (expression instanceof Collected collected) {
      return collected.kind() == Collected.Kind.LIST ? values : PyTuple.copyOf(values);
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i += 2) {
      Dicts.put(map, values.get(i), values.get(i + 1));
    }
    return map;
  }
}
