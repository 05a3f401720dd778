package io.epoxy.jinja.statement;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.expression.CallExpression;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.Expression.Position;
import io.epoxy.jinja.expression.FilterExpression;
import java.util.List;
import java.util.Optional;

/** What stands between the braces of a tag or print statement, parsed. Immutable. */
public sealed interface Header {
  /** Where the tag starts. */
  Position position();

  /** {@code {{ expression }}}. */
  record Output(Position position, Expression expression) implements Header {}

  /** Text between tags, that of raw blocks included. */
  record Text(Position position, String text) implements Header {}

  /** {@code if} and {@code elif}. */
  record Condition(Position position, Expression test) implements Header {}

  /** {@code for}. */
  record Loop(
      Position position,
      Target target,
      Expression items,
      Optional<Expression> filter,
      Recursion recursion)
      implements Header {}

  /** Whether a loop may call itself. */
  enum Recursion {
    NONE,
    RECURSIVE
  }

  /** {@code set target = value}. */
  record Assignment(Position position, Target target, Expression value) implements Header {}

  /** {@code set target | filters} with a body. */
  record Capture(Position position, Target target, List<FilterExpression> filters)
      implements Header {
    public Capture {
      filters = ImmutableList.copyOf(filters);
    }
  }

  /**
   * {@code macro} and the tags registered as such.
   *
   * @param variable by which the template itself reaches it
   */
  record Macro(
      Position position, String name, String variable, Signature signature, MacroFacts facts)
      implements Header {}

  /** {@code call(parameters) callee(arguments)}. */
  record Call(Position position, Signature signature, CallExpression call, MacroFacts facts)
      implements Header {}

  /** {@code filter name | name}. */
  record Filters(Position position, List<FilterExpression> filters) implements Header {
    public Filters {
      filters = ImmutableList.copyOf(filters);
    }
  }

  /** {@code do expression}. */
  record Do(Position position, Expression expression) implements Header {}

  /** {@code with a = 1, b = 2}. */
  record With(Position position, List<Target> targets, List<Expression> values) implements Header {
    public With {
      targets = ImmutableList.copyOf(targets);
      values = ImmutableList.copyOf(values);
    }
  }

  /** {@code print a, b}. */
  record Print(Position position, List<Expression> values) implements Header {
    public Print {
      values = ImmutableList.copyOf(values);
    }
  }

  /** {@code autoescape on}. */
  record Autoescape(Position position, Expression on) implements Header {}

  /** {@code break} and {@code continue}. */
  record Jump(Position position) implements Header {}
}
