package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.util.Optional;

/** A value type with operators of its own, for example a date. */
public interface Operand extends JinjaObject {
  /** {@code this op other}; empty when not supported. */
  default Optional<Value> operate(BinaryOperator operator, Object other) {
    return Optional.empty();
  }

  /** {@code other op this}, asked when {@code other} does not support it; empty likewise. */
  default Optional<Value> operateReflected(BinaryOperator operator, Object other) {
    return Optional.empty();
  }

  /** {@code -this}; empty when not supported. */
  default Optional<Value> negate() {
    return Optional.empty();
  }

  /** Negative, zero or positive; empty when not ordered. */
  default Optional<Integer> compareWith(Object other) {
    return Optional.empty();
  }
}
