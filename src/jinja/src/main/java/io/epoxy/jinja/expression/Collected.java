package io.epoxy.jinja.expression;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.List;

/** A list or tuple display: {@code [a, b]}, {@code (a, b)}. */
public final class Collected extends Expression {
  /** Which of the two. */
  public enum Kind {
    LIST,
    TUPLE
  }

  private final Kind kind;
  private final ImmutableList<Expression> items;

  public Collected(Position position, Kind kind, List<Expression> items) {
    super(position);
    this.kind = kind;
    this.items = ImmutableList.copyOf(items);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    List<Object> values = new ArrayList<>(Math.max(4, items.size()));
    for (int i = 0; i < items.size(); i++) {
      values.add(items.get(i).evaluate(evaluation));
    }
    return kind == Kind.LIST ? values : PyTuple.copyOf(values);
  }

  @Override
  public List<Expression> children() {
    return items;
  }

  @Override
  public String nodeName() {
    return kind == Kind.LIST ? "list" : "tuple";
  }
}
