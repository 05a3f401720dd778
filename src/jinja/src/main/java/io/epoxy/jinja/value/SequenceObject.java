package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.util.List;

/** A facade with an order, so that it can be sliced. */
public interface SequenceObject extends JinjaObject {
  /** All items, in order; may hold null. */
  List<Object> items();
}
