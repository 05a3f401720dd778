package io.epoxy.compiler.select.method;

import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ResourceType;
import java.util.function.Predicate;

/** {@code test_name:} and {@code test_type:}. */
final class TestMethods {
  private TestMethods() {}

  /** The generic test's macro, or a unit test's name. */
  static Predicate<Candidate> name(Criterion criterion, Surroundings surroundings) {
    Predicate<String> wanted = Wildcard.of(criterion.text());
    return candidate ->
        isUnitTest(candidate)
            ? wanted.test(candidate.info().name())
            : candidate
                .test()
                .flatMap(test -> test.generic())
                .filter(generic -> wanted.test(generic.name()))
                .isPresent();
  }

  /**
   * generic (also schema), data (both kinds), singular, unit; of the last three any part of the
   * word will do, as dbt asks {@code selector in ("data")} (TestTypeSelectorMethod.search).
   */
  static Predicate<Candidate> type(Criterion criterion, Surroundings surroundings) {
    String text = criterion.text();
    if (text.equals("generic") || text.equals("schema")) {
      return candidate -> candidate.test().filter(t -> t.generic().isPresent()).isPresent();
    }
    if ("data".contains(text)) {
      return candidate -> candidate.test().isPresent();
    }
    if ("singular".contains(text)) {
      return candidate -> candidate.test().filter(t -> t.generic().isEmpty()).isPresent();
    }
    if ("unit".contains(text)) {
      return TestMethods::isUnitTest;
    }
    throw criterion.error(
        "Invalid test type selector "
            + text
            + ": expected \"generic\", \"singular\", \"unit\", or \"data\"");
  }

  private static boolean isUnitTest(Candidate candidate) {
    return candidate.type() == ResourceType.UNIT_TEST;
  }
}
