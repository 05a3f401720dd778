package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * What parsing one thing found besides its nodes. Kept, and told in the order of the files, because
 * things are parsed on all cores. One thread.
 */
final class Findings {
  private record Warning(String event, String text) {}

  private final Problems problems = new Problems();
  private final List<Warning> warnings = new ArrayList<>();

  void add(EpoxyException problem) {
    problems.add(problem);
  }

  /** See {@link Warnings#warn}. */
  void warn(String event, String text) {
    warnings.add(new Warning(event, text));
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  void tell(Problems all, Warnings listener) {
    warnings.forEach(warning -> listener.warn(warning.event(), warning.text()));
    all.addAll(problems);
  }
}
