package io.epoxy.jinja;

/** A function that a template may call. */
@FunctionalInterface
public interface JinjaCallable extends JinjaObject {
  /**
   * Calls it.
   *
   * @return a template value, see {@link JinjaObject}; null is None
   * @throws JinjaException for a wrong call, with Python's wording
   */
  Object call(Arguments arguments);

  @Override
  default String typeName() {
    return "function";
  }
}
