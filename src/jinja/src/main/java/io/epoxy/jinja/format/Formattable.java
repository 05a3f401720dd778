package io.epoxy.jinja.format;

import io.epoxy.jinja.JinjaObject;

/** A value with a format specification of its own, for example a date. */
public interface Formattable extends JinjaObject {
  /** {@code format(this, spec)}. */
  String format(String spec);
}
