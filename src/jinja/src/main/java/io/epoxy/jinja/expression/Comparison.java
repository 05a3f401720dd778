package io.epoxy.jinja.expression;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.value.Comparator;
import java.util.ArrayList;
import java.util.List;

/** {@code a < b <= c}: every neighbouring pair must hold. */
public final class Comparison extends Expression {
  private final Expression first;
  private final ImmutableList<Link> links;

  public Comparison(Position position, Expression first, List<Link> links) {
    super(position);
    this.first = first;
    this.links = ImmutableList.copyOf(links);
  }

  Expression first() {
    return first;
  }

  List<Link> links() {
    return links;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object left = first.evaluate(evaluation);
    for (int i = 0; i < links.size(); i++) {
      Object right = links.get(i).right().evaluate(evaluation);
      evaluation.mark(this);
      if (!links.get(i).comparator().test(left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  @Override
  public List<Expression> children() {
    List<Expression> result = new ArrayList<>();
    result.add(first);
    links.forEach(link -> result.add(link.right()));
    return result;
  }

  @Override
  public String nodeName() {
    return "compare";
  }

  /** One comparison with what stands to its right. */
  public record Link(Comparator comparator, Expression right) {}
}
