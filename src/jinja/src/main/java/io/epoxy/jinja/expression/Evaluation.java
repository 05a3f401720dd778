package io.epoxy.jinja.expression;

import io.epoxy.jinja.library.Context;

/** The rendering that an expression is evaluated in. */
public interface Evaluation extends Context {
  /** The value of a name; undefined when there is none. */
  Object lookup(String name);

  /** Says what is about to be done, so that an error can tell its place. */
  void mark(Expression expression);

  /** Counts a value that was just made against the limits; gives it back. */
  Object made(Object value);

  /** The template's name for messages. */
  String templateName();
}
