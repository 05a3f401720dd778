package io.epoxy.jinja.value;

import java.util.function.Consumer;

/** A value that keeps others alive without being a container of them, such as a bound method. */
public interface Holder {
  /** Tells each value that it holds. */
  void held(Consumer<Object> census);
}
