package io.epoxy.jinja.expression;

import io.epoxy.jinja.value.Indexing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code owner[start:stop:step]}. */
public final class Slice extends Expression {
  private final Expression owner;
  private final Bounds bounds;

  public Slice(Position position, Expression owner, Bounds bounds) {
    super(position);
    this.owner = owner;
    this.bounds = bounds;
  }

  Expression owner() {
    return owner;
  }

  Bounds bounds() {
    return bounds;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object value = owner.evaluate(evaluation);
    Object start = bound(bounds.start(), evaluation);
    Object stop = bound(bounds.stop(), evaluation);
    Object step = bound(bounds.step(), evaluation);
    evaluation.mark(this);
    return evaluation.made(Indexing.slice(value, start, stop, step));
  }

  private static Object bound(Optional<Expression> bound, Evaluation evaluation) {
    return bound.isEmpty() ? null : bound.get().evaluate(evaluation);
  }

  @Override
  public List<Expression> children() {
    return Stream.concat(Stream.of(owner), bounds.given()).collect(Collectors.toList());
  }

  @Override
  public String nodeName() {
    return "getitem";
  }

  /** The parts of a slice that were written. */
  public record Bounds(
      Optional<Expression> start, Optional<Expression> stop, Optional<Expression> step) {
    Stream<Expression> given() {
      return Stream.of(start, stop, step).flatMap(Optional::stream);
    }
  }
}
