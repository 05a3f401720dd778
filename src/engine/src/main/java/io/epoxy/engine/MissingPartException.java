package io.epoxy.engine;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Parts that a run needs are not on the class path. Thrown before anything is touched.
 *
 * <p>Not for users: the local launcher starts again with these parts.
 */
public final class MissingPartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ImmutableList<String> parts;

  MissingPartException(List<String> parts) {
    super("not on the class path: " + String.join(" ", parts));
    this.parts = ImmutableList.copyOf(parts);
  }

  /** Of {@code spark}, {@code iceberg}, {@code hudi}, {@code delta}, each at most once. */
  public List<String> parts() {
    return parts;
  }
}
