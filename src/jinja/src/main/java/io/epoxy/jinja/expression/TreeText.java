package io.epoxy.jinja.expression;

import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Comparator;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An expression as Python prints the node that jinja2 3.1 parses it to ({@code jinja2.nodes}). */
final class TreeText {
  private TreeText() {}

  static String of(Expression expression) {
    List<Expression> parts = expression.children();
    if (expression instanceof Literal literal) {
      return "Const(value=" + Python.repr(literal.value()) + ")";
    } else if (expression instanceof Name name) {
      return "Name(name=" + Python.repr(name.name()) + ", ctx='load')";
    } else if (expression instanceof Attribute attribute) {
      String name = Python.repr(attribute.name());
      return "Getattr(node=" + of(attribute.owner()) + ", attr=" + name + ", ctx='load')";
    } else if (expression instanceof Item) {
      return "Getitem(node=" + of(parts.get(0)) + ", arg=" + of(parts.get(1)) + ", ctx='load')";
    } else if (expression instanceof Slice slice) {
      return "Getitem(node=" + of(slice.owner()) + ", arg=" + bounds(slice) + ", ctx='load')";
    } else if (expression instanceof CallExpression call) {
      return "Call(node=" + of(call.callee()) + ", " + of(call.arguments()) + ")";
    } else if (expression instanceof FilterExpression filter) {
      return named("Filter", filter.value(), filter.name(), filter.arguments());
    } else if (expression instanceof TestExpression test) {
      return named("Test", test.value(), test.name(), test.arguments());
    } else if (expression instanceof Collected collected) {
      boolean list = collected.kind() == Collected.Kind.LIST;
      return list
          ? "List(items=" + list(parts) + ")"
          : "Tuple(items=" + list(parts) + ", ctx='load')";
    } else if (expression instanceof Mapping) {
      return "Dict(items=[" + pairs(parts) + "])";
    }
    return operation(expression, parts);
  }

  private static String operation(Expression expression, List<Expression> parts) {
    if (expression instanceof Conditional) {
      String otherwise = parts.size() > 2 ? of(parts.get(2)) : "None";
      String chosen = "test=" + of(parts.get(0)) + ", expr1=" + of(parts.get(1));
      return "CondExpr(" + chosen + ", expr2=" + otherwise + ")";
    } else if (expression instanceof Concatenation) {
      return "Concat(nodes=" + list(parts) + ")";
    } else if (expression instanceof Comparison comparison) {
      String links =
          comparison.links().stream().map(TreeText::operand).collect(Collectors.joining(", "));
      return "Compare(expr=" + of(comparison.first()) + ", ops=[" + links + "])";
    } else if (expression instanceof Unary) {
      return capital(expression.nodeName()) + "(node=" + of(parts.get(0)) + ")";
    }
    String type =
        expression instanceof Binary binary
            ? type(binary.operator())
            : capital(expression.nodeName()); // And, Or
    return type + "(left=" + of(parts.get(0)) + ", right=" + of(parts.get(1)) + ")";
  }

  /** What stands in the brackets of a slice. */
  static String bounds(Slice slice) {
    Slice.Bounds bounds = slice.bounds();
    return "Slice(start="
        + orNone(bounds.start())
        + ", stop="
        + orNone(bounds.stop())
        + ", step="
        + orNone(bounds.step())
        + ")";
  }

  private static String named(String type, Expression value, String name, ArgumentList arguments) {
    String head = type + "(node=" + of(value) + ", name=" + Python.repr(name);
    return head + ", " + of(arguments) + ")";
  }

  private static String of(ArgumentList arguments) {
    List<String> keywords = new ArrayList<>();
    arguments
        .keyword()
        .forEach(
            (name, value) ->
                keywords.add("Keyword(key=" + Python.repr(name) + ", value=" + of(value) + ")"));
    return "args="
        + list(arguments.positional())
        + ", kwargs=["
        + String.join(", ", keywords)
        + "], dyn_args="
        + orNone(arguments.spread())
        + ", dyn_kwargs="
        + orNone(arguments.keywordSpread());
  }

  private static String pairs(List<Expression> keysAndValues) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      String key = of(keysAndValues.get(i));
      pairs.add("Pair(key=" + key + ", value=" + of(keysAndValues.get(i + 1)) + ")");
    }
    return String.join(", ", pairs);
  }

  private static String operand(Comparison.Link link) {
    return "Operand(op='" + name(link.comparator()) + "', expr=" + of(link.right()) + ")";
  }

  private static String name(Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> "eq";
      case NOT_EQUAL -> "ne";
      case LESS -> "lt";
      case LESS_OR_EQUAL -> "lteq";
      case GREATER -> "gt";
      case GREATER_OR_EQUAL -> "gteq";
      case IN -> "in";
      case NOT_IN -> "notin";
    };
  }

  private static String type(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> "Add";
      case SUBTRACT -> "Sub";
      case MULTIPLY -> "Mul";
      case DIVIDE -> "Div";
      case FLOOR_DIVIDE -> "FloorDiv";
      case MODULO -> "Mod";
      case POWER -> "Pow";
    };
  }

  private static String capital(String nodeName) {
    return Character.toUpperCase(nodeName.charAt(0)) + nodeName.substring(1);
  }

  private static String orNone(Optional<Expression> expression) {
    return expression.map(TreeText::of).orElse("None");
  }

  private static String list(List<Expression> items) {
    return items.stream().map(TreeText::of).collect(Collectors.joining(", ", "[", "]"));
  }
}
