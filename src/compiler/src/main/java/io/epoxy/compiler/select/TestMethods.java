package io.epoxy.compiler.select;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.function.Predicate;

/** {@code test_name:} and {@code test_type:}. */
final class TestMethods {
  private TestMethods() {}

  /** The generic test's macro name. */
  static final class TestName implements SelectorMethod {
    @Override
    public String name() {
      return "test_name";
    }

    @Override
    public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
      return candidate ->
          candidate
              .test()
              .flatMap(test -> test.generic())
              .filter(generic -> Wildcard.matches(generic.name(), criterion.value()))
              .isPresent();
    }
  }

  /** generic (also schema), singular, data (both). */
  static final class TestType implements SelectorMethod {
    @Override
    public String name() {
      return "test_type";
    }

    @Override
    public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
      switch (criterion.value()) {
        case "generic":
        case "schema":
          return candidate -> candidate.test().filter(t -> t.generic().isPresent()).isPresent();
        case "singular":
          return candidate -> candidate.test().filter(t -> t.generic().isEmpty()).isPresent();
        case "data":
          return candidate -> candidate.test().isPresent();
        case "unit":
          return candidate -> false;
        default:
          throw new EpoxyException(
              ErrorCode.SELECTION,
              "Invalid test type selector "
                  + criterion.value()
                  + ": expected \"generic\", \"singular\", \"unit\", or \"data\"");
      }
    }
  }
}
