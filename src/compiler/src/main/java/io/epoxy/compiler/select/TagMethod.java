package io.epoxy.compiler.select;

import java.util.function.Predicate;

/** {@code tag:}. */
final class TagMethod implements SelectorMethod {
  @Override
  public String name() {
    return "tag";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    return candidate ->
        candidate.info().tags().stream().anyMatch(tag -> Wildcard.matches(tag, criterion.value()));
  }
}
