package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.python.Expression;
import io.epoxy.compiler.python.Expression.Argument;
import io.epoxy.compiler.python.Expression.Attribute;
import io.epoxy.compiler.python.Expression.Call;
import io.epoxy.compiler.python.PythonSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A call of Python code on {@code dbt}. Which ones dbt sees, and in which order, is its own matter:
 * among the arguments of a call it looks into calls, lists, tuples, the values of dicts and
 * f-strings, and nowhere else (dbt-core 1.12 {@code PythonParseVisitor}).
 *
 * @param line from 1
 * @param column from 1
 */
record DbtCall(Function function, List<Argument> arguments, int line, int column) {
  DbtCall {
    arguments = ImmutableList.copyOf(arguments);
  }

  /** What can be called. */
  enum Function {
    REF("ref", "dbt.ref"),
    SOURCE("source", "dbt.source"),
    CONFIG("config", "dbt.config"),
    GET("get", "dbt.config.get"),
    META_GET("meta_get", "dbt.config.meta_get");

    private final String dbtName;
    private final String written;

    Function(String dbtName, String written) {
      this.dbtName = dbtName;
      this.written = written;
    }

    String dbtName() {
      return dbtName;
    }

    static Optional<Function> find(String written) {
      for (Function function : values()) {
        if (function.written.equals(written)) {
          return Optional.of(function);
        }
      }
      return Optional.empty();
    }
  }

  static List<DbtCall> all(PythonSource source) {
    List<DbtCall> found = new ArrayList<>();
    source.expressions().forEach(expression -> visit(expression, found));
    return found;
  }

  private static void visit(Expression expression, List<DbtCall> found) {
    if (expression instanceof Call call) {
      call(call, found);
    } else {
      parts(expression).forEach(part -> visit(part, found));
    }
  }

  private static List<Expression> parts(Expression expression) {
    if (expression instanceof Attribute attribute) {
      return List.of(attribute.value());
    }
    if (expression instanceof Expression.Sequence sequence) {
      return sequence.items();
    }
    if (expression instanceof Expression.Formatted formatted) {
      return formatted.fields();
    }
    if (expression instanceof Expression.Other other) {
      return other.parts();
    }
    if (expression instanceof Expression.Dict dict) {
      List<Expression> all = new ArrayList<>(dict.keys());
      all.addAll(dict.values());
      return all;
    }
    return List.of();
  }

  private static void call(Call call, List<DbtCall> found) {
    dotted(call.function())
        .flatMap(Function::find)
        .ifPresent(
            function ->
                found.add(new DbtCall(function, call.arguments(), call.line(), call.column())));
    for (Argument argument : call.arguments()) {
      if (argument.form() == Argument.Form.POSITIONAL) {
        argument(argument.value(), found);
      }
    }
    for (Argument argument : call.arguments()) {
      if (argument.form() == Argument.Form.KEYWORD
          || argument.form() == Argument.Form.DOUBLE_STAR) {
        argument(argument.value(), found);
      }
    }
    Expression at = call.function();
    if (at instanceof Attribute) {
      while (at instanceof Attribute attribute) {
        at = attribute.value();
      }
      if (at instanceof Call inner) {
        call(inner, found);
      }
    }
  }

  private static void argument(Expression value, List<DbtCall> found) {
    List<Expression> seen = List.of(value);
    if (value instanceof Expression.Sequence sequence) {
      seen = sequence.items();
    } else if (value instanceof Expression.Dict dict) {
      seen = dict.values();
    } else if (value instanceof Expression.Formatted formatted) {
      seen = formatted.fields();
    }
    for (Expression one : seen) {
      if (one instanceof Call call) {
        call(call, found);
      }
    }
  }

  private static Optional<String> dotted(Expression expression) {
    if (expression instanceof Expression.Name name) {
      return Optional.of(name.id());
    }
    return expression instanceof Attribute attribute
        ? dotted(attribute.value()).map(before -> before + "." + attribute.name())
        : Optional.empty();
  }
}
