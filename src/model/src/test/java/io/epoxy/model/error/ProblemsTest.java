package io.epoxy.model.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void severalAreToldTogether() {
    Problems problems = new Problems();
    problems.add(
        new EpoxyException(
            ErrorCode.PARSING, "first is wrong", new SourceLocation("models/a.sql", 3, 7)));
    problems.add(new EpoxyException(ErrorCode.COMPILATION, "second (models/b.sql) too"));

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(EpoxyException.class)
        .hasMessage("first is wrong\n  at models/a.sql:3:7\nsecond (models/b.sql) too")
        .satisfies(e -> assertThat(((EpoxyException) e).code()).isEqualTo(ErrorCode.PARSING));
  }

  @Test
  void noneIsNoError() {
    Problems problems = new Problems();
    problems.throwIfAny();

    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void placeIsNotToldTwice() {
    SourceLocation place = new SourceLocation("models/a.sql", 3, 0);

    assertThat(new EpoxyException(ErrorCode.PARSING, "wrong (models/a.sql:3)", place).describe())
        .isEqualTo("wrong (models/a.sql:3)");
  }
}
