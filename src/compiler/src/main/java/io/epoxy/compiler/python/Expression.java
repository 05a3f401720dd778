package io.epoxy.compiler.python;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** A Python expression, as far as its calls matter. */
public sealed interface Expression {
  /** An identifier. */
  record Name(String id) implements Expression {}

  /** {@code value.name}. */
  record Attribute(Expression value, String name) implements Expression {}

  /** {@code function(arguments)}. */
  record Call(Expression function, List<Argument> arguments, int line, int column)
      implements Expression {
    public Call {
      arguments = ImmutableList.copyOf(arguments);
    }
  }

  /** The display of a list, or a tuple. */
  record Sequence(Kind kind, List<Expression> items) implements Expression {
    /** Which. */
    public enum Kind {
      LIST,
      TUPLE
    }

    public Sequence {
      items = ImmutableList.copyOf(items);
    }
  }

  /** The display of a dict; {@code **other} is among the values. */
  record Dict(List<Expression> keys, List<Expression> values) implements Expression {
    public Dict {
      keys = ImmutableList.copyOf(keys);
      values = ImmutableList.copyOf(values);
    }
  }

  /** An f-string with what stands between its braces. */
  record Formatted(List<Expression> fields) implements Expression {
    public Formatted {
      fields = ImmutableList.copyOf(fields);
    }
  }

  /** Everything else, a constant for example, with the expressions in it. */
  record Other(List<Expression> parts) implements Expression {
    static final Other NONE = new Other(ImmutableList.of());

    public Other {
      parts = ImmutableList.copyOf(parts);
    }
  }

  /**
   * An argument of a call.
   *
   * @param form how it is passed
   * @param name of a keyword
   * @param text its value as written
   */
  record Argument(Form form, Optional<String> name, Expression value, String text) {
    /** How an argument is passed. */
    public enum Form {
      POSITIONAL,
      KEYWORD,
      STAR,
      DOUBLE_STAR
    }
  }
}
