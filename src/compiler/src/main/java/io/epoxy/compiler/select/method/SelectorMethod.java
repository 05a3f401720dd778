package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import java.util.function.Predicate;

/** A word before the colon: makes the test that a resource must pass. */
public interface SelectorMethod {
  /**
   * The test for one criterion.
   *
   * @throws io.epoxy.model.error.EpoxyException SELECTION when the value makes no sense
   */
  Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings);
}
