package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What parsing one thing found besides its nodes. Kept, and told in the order of the files, because
 * things are parsed on all cores. One thread.
 */
final class Findings {
  private record Warning(String event, String text, Map<String, Object> data) {}

  private final Problems problems = new Problems();
  private final List<Warning> warnings = new ArrayList<>();

  void add(EpoxyException problem) {
    problems.add(problem);
  }

  /** See {@link Warnings#warn}. */
  void warn(String event, String text) {
    warn(event, text, Map.of("msg", text));
  }

  /** See {@link Warnings#warn(String, String, Map)}. */
  void warn(String event, String text, Map<String, Object> data) {
    warnings.add(new Warning(event, text, data));
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  void tell(Problems all, Warnings listener) {
    warnings.forEach(warning -> listener.warn(warning.event(), warning.text(), warning.data()));
    all.addAll(problems);
  }
}
