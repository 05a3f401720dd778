package io.epoxy.model.error;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects user errors so that they are reported together. Not thread-safe. */
public final class Problems {
  private final List<EpoxyException> found = new ArrayList<>();

  public void add(EpoxyException problem) {
    found.add(problem);
  }

  /** Adds what another one collected, in its order. */
  public void addAll(Problems other) {
    found.addAll(other.found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Throws what was collected, one as it is, several as one message under the first one's code;
   * what two stages found is said once.
   *
   * @throws EpoxyException when at least one problem was added
   */
  public void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    if (found.size() == 1) {
      throw found.get(0);
    }
    EpoxyException first = found.get(0);
    String all =
        found.stream().map(EpoxyException::describe).distinct().collect(Collectors.joining("\n"));
    EpoxyException joined = new EpoxyException(first.code(), all);
    found.forEach(joined::addSuppressed);
    throw joined;
  }
}
