package io.epoxy.compiler.select;

import java.util.function.Predicate;

/** A word before the colon: makes the test that a resource must pass. */
interface SelectorMethod {
  /** The word, for example {@code tag}. */
  String name();

  /**
   * The test for one criterion.
   *
   * @param projectName the root project, which {@code package:this} means
   * @throws io.epoxy.model.error.EpoxyException SELECTION when the value makes no sense
   */
  Predicate<Candidate> matcher(Criterion criterion, String projectName);
}
