package io.epoxy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.result.RunStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataTestTest {
  private final DataTest warned =
      DataTest.of(
          Fixtures.dataTest("warned", "select 1", Map.of("severity", "warn", "warn_if", "> 1")));

  @Test
  void aWarningIsAFailureUnderWarnError() {
    DataTest.Verdict verdict = warned.judge(row(2, true, true), WarningTests.FAIL);

    assertThat(verdict.status()).isEqualTo(RunStatus.FAIL);
    assertThat(verdict.message()).contains("Got 2 results, configured to fail if > 1");
    assertThat(verdict.failures()).isEqualTo(2);
  }

  @Test
  void aWarningStaysOneOtherwise() {
    DataTest.Verdict verdict = warned.judge(row(2, true, true), WarningTests.WARN);

    assertThat(verdict.status()).isEqualTo(RunStatus.WARN);
    assertThat(verdict.message()).contains("Got 2 results, configured to warn if > 1");
  }

  @Test
  void whatIsNoWarningPassesAnyway() {
    assertThat(warned.judge(row(1, false, true), WarningTests.FAIL).status())
        .isEqualTo(RunStatus.PASS);
  }

  private static List<List<Object>> row(long failures, boolean warn, boolean error) {
    return List.of(List.of(failures, warn, error));
  }
}
