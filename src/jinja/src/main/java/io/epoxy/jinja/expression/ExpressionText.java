package io.epoxy.jinja.expression;

import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An expression written out again, always in the same way: what dbt keeps of a config that it does
 * not render (dbt-core 1.12 {@code clients/jinja_static.py}). Filters, tests, arithmetic and
 * conditions stand there as jinja2's trees.
 */
public final class ExpressionText {
  private ExpressionText() {}

  public static String of(Expression expression) {
    if (expression instanceof Literal literal) {
      return Python.repr(literal.value());
    }
    if (expression instanceof Name name) {
      return name.name();
    }
    if (expression instanceof CallExpression call) {
      return of(call.callee()) + "(" + of(call.arguments()) + ")";
    }
    if (expression instanceof Collected collected) {
      return collected(collected);
    }
    if (expression instanceof Mapping mapping) {
      return mapping(mapping.children());
    }
    if (expression instanceof Attribute attribute) {
      return of(attribute.owner()) + "." + attribute.name();
    }
    List<Expression> parts = expression.children();
    if (expression instanceof Item) {
      return of(parts.get(0)) + "[" + of(parts.get(1)) + "]";
    }
    if (expression instanceof Concatenation) {
      return joined(parts, " ~ ");
    }
    if (expression instanceof Logic) {
      return joined(parts, " " + expression.nodeName() + " ");
    }
    if (expression instanceof Comparison comparison) {
      return comparison(comparison);
    }
    return rarer(expression, parts);
  }

  private static String rarer(Expression expression, List<Expression> parts) {
    if (expression instanceof Slice slice) {
      return of(slice.owner()) + "[" + TreeText.bounds(slice) + "]";
    }
    return switch (expression.nodeName()) {
      case "not" -> "not " + of(parts.get(0));
      case "neg" -> "-" + of(parts.get(0));
      default -> TreeText.of(expression);
    };
  }

  private static String of(ArgumentList arguments) {
    List<String> parts = new ArrayList<>();
    arguments.positional().forEach(value -> parts.add(of(value)));
    arguments.keyword().forEach((name, value) -> parts.add(name + "=" + of(value)));
    arguments.spread().ifPresent(value -> parts.add("*" + of(value)));
    arguments.keywordSpread().ifPresent(value -> parts.add("**" + of(value)));
    return String.join(", ", parts);
  }

  private static String collected(Collected collected) {
    String items = joined(collected.children(), ", ");
    if (collected.kind() == Collected.Kind.LIST) {
      return "[" + items + "]";
    }
    return "(" + items + (collected.children().size() == 1 ? ",)" : ")");
  }

  private static String mapping(List<Expression> keysAndValues) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      pairs.add(of(keysAndValues.get(i)) + ": " + of(keysAndValues.get(i + 1)));
    }
    return "{" + String.join(", ", pairs) + "}";
  }

  private static String comparison(Comparison comparison) {
    StringBuilder text = new StringBuilder(of(comparison.first()));
    for (Comparison.Link link : comparison.links()) {
      text.append(' ').append(link.comparator().symbol()).append(' ').append(of(link.right()));
    }
    return text.toString();
  }

  private static String joined(List<Expression> parts, String separator) {
    return parts.stream().map(ExpressionText::of).collect(Collectors.joining(separator));
  }
}
