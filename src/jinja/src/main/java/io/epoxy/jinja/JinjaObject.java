package io.epoxy.jinja;

import java.util.Iterator;
import java.util.Optional;

/**
 * A value of ours that a template may touch. Only what these methods answer is reachable: there is
 * no reflection. Answers are null (Python's None), Boolean, Long, BigInteger, Double, BigDecimal,
 * String, List, Map, the types of {@code io.epoxy.jinja.value}, or other JinjaObjects.
 */
public interface JinjaObject {
  /** {@code x.name}; empty when there is no such attribute (the template sees Undefined). */
  default Optional<Value> attribute(String name) {
    return Optional.empty();
  }

  /** {@code x[key]}; empty when there is no such item. */
  default Optional<Value> item(Object key) {
    return key instanceof String name ? attribute(name) : Optional.empty();
  }

  /** What Python's {@code type(x).__name__} would say, for error messages. */
  String typeName();

  /** {@code str(x)}. */
  default String asString() {
    return "<" + typeName() + " object>";
  }

  /** {@code repr(x)}. */
  default String asRepr() {
    return asString();
  }

  /** {@code bool(x)}. */
  default boolean isTruthy() {
    return true;
  }

  /** An iterator for {@code for}; empty when the value is not iterable. */
  default Optional<Iterator<Object>> iterate() {
    return Optional.empty();
  }

  /** {@code len(x)}; empty when it has no length. */
  default Optional<Integer> length() {
    return Optional.empty();
  }

  /** Holds an answer that may be null (None), since an Optional cannot. */
  record Value(Object get) {
    public static Optional<Value> of(Object value) {
      return Optional.of(new Value(value));
    }
  }
}
