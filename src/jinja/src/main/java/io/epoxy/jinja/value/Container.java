package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;

/** A facade with its own meaning of {@code in}; others are searched item by item. */
public interface Container extends JinjaObject {
  /** {@code item in this}. */
  boolean contains(Object item);
}
