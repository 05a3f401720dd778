package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunOutcomeTest {
  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void everyExitCodeComesBack(ExitCode code) {
    assertThat(RunOutcome.decode(new RunOutcome(code).encode()).exitCode()).isEqualTo(code);
  }

  @Test
  void isPlainJson() {
    assertThat(new RunOutcome(ExitCode.FAILED).encode()).asString().isEqualTo("{\"exit_code\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"exit_code\":3}", "{\"exit_code\":99999999999}"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> RunOutcome.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("cannot read how the run ended: '" + text + "'");
  }
}
