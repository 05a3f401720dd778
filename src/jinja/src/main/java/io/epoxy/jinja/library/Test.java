package io.epoxy.jinja.library;

import io.epoxy.jinja.Arguments;

/** What {@code value is name(arguments)} says. Stateless. */
@FunctionalInterface
public interface Test {
  /**
   * Tests.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words
   */
  boolean test(Object value, Arguments arguments, Context context);
}
