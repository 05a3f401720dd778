package io.epoxy.bundle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.console.ConsoleOptions.Format;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path folder;

  @Test
  void anInvocationOpensWithARuleAndLinesHaveLocalTimeLevelAndThread() throws IOException {
    try (LogFile log = open(Format.DEBUG, RunEvent.Level.DEBUG, 0)) {
      log.on(new RunEvent.RunStarted(Events.AT, "id", "1.12.3"));
      log.on(Events.started(1, 1, Events.ORDERS));
      log.on(new RunEvent.Output(Events.AT, "printed"));
    }
    // The test JVM stands in Bahia de Banderas, six hours behind UTC.
    String rule = "=".repeat(30);
    assertThat(file())
        .content()
        .isEqualTo(
            "\n\n"
                + rule
                + " 03:08:07.654321 | the-id "
                + rule
                + "\n03:08:07.654321 [info ] [MainThread]: Running with dbt=1.12.3\n"
                + "03:08:07.654321 [debug] [Thread-1  ]: Began running node model.shop.orders\n"
                + "03:08:07.654321 [info ] [Thread-1  ]: 1 of 1 START sql table model lake.orders"
                + " ....................................... [RUN]\n"
                + "03:08:07.654321 [info ] [MainThread]: printed\n");
  }

  @Test
  void linesBelowTheLevelAreLeftOut() throws IOException {
    try (LogFile log = open(Format.TEXT, RunEvent.Level.WARN, 0)) {
      log.on(message(RunEvent.Level.INFO, "quiet"));
      log.on(message(RunEvent.Level.WARN, "loud"));
    }
    assertThat(file()).content().isEqualTo("09:08:07  [WARNING]: loud\n");
  }

  @Test
  void jsonCarriesTheUsersVariables() throws IOException {
    try (LogFile log = open(Format.JSON, RunEvent.Level.DEBUG, 0)) {
      log.on(message(RunEvent.Level.INFO, "x"));
    }
    assertThat(file()).content().contains("\"extra\":{\"RUN\":\"nightly\"}");
  }

  @Test
  void aSecondRunIsAppendedAndAFullFileMovesOn() throws IOException {
    for (int i = 0; i < 8; i++) {
      try (LogFile log = open(Format.TEXT, RunEvent.Level.DEBUG, 60)) {
        log.on(message(RunEvent.Level.INFO, "one of " + i));
        log.on(message(RunEvent.Level.INFO, "two of " + i));
      }
    }
    // Three lines of 19 bytes fit into 60.
    assertThat(file()).content().isEqualTo("09:08:07  two of 7\n");
    assertThat(folder.resolve("logs/dbt.log.1"))
        .content()
        .isEqualTo("09:08:07  one of 6\n09:08:07  two of 6\n09:08:07  one of 7\n");
    assertThat(folder.resolve("logs/dbt.log.5")).exists();
    assertThat(folder.resolve("logs/dbt.log.6")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Files.writeString(folder.resolve("logs"), "a file");
    assertThatThrownBy(() -> open(Format.TEXT, RunEvent.Level.DEBUG, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("logs");
  }

  private LogFile open(Format format, RunEvent.Level minimum, long maximumBytes)
      throws IOException {
    ConsoleOptions options =
        new ConsoleOptions(format, Colours.OFF, minimum, 80, "target", Map.of("RUN", "nightly"));
    return new LogFile(options, "the-id", file(), maximumBytes);
  }

  private Path file() {
    return folder.resolve("logs/dbt.log");
  }

  private static RunEvent message(RunEvent.Level level, String text) {
    return new RunEvent.Message(Events.AT, level, "JinjaLogInfo", text);
  }
}
