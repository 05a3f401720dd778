package io.epoxy.jinja.library;

import io.epoxy.jinja.Arguments;

/** What {@code value | name(arguments)} does. Stateless. */
@FunctionalInterface
public interface Filter {
  /**
   * Applies it.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words
   */
  Object apply(Object value, Arguments arguments, Context context);
}
