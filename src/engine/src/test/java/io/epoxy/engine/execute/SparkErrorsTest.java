package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class SparkErrorsTest {
  @Test
  void aCancelledStatementIsToldAsSuch() {
    Throwable stopped = new SparkException("Job aborted", new InterruptedException());

    EpoxyException told = SparkErrors.translate(stopped, Statement.of("select 1"));

    assertThat(told.code()).isEqualTo(ErrorCode.DATABASE);
    assertThat(told)
        .hasMessage("The run was stopped while this statement was running; it was cancelled");
  }
}
