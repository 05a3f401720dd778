package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;

/** What a method does. */
@FunctionalInterface
public interface Method<T> {
  Object call(T self, Arguments arguments);
}
