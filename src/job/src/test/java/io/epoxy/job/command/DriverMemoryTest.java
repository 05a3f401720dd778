package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverMemoryTest {
  @TempDir private Path folder;

  @Test
  void memoryThatRunsOutIsToldWithWhatToDo() {
    new CommandProject(folder).write("models/a.sql", "select 1");
    List<RunEvent> events = new ArrayList<>();

    ExitCode exit =
        new CommandRun(
                new Invocation("the-id", Command.PARSE, FlagValues.NONE, "dbt parse"),
                RunSetting.here(Folders.of(folder), Map.of()),
                events::add,
                new ExhaustedClock())
            .run();

    assertThat(exit).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(events)
        .filteredOn(RunEvent.CommandFailed.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            RunEvent.CommandFailed.class,
            failed ->
                assertThat(failed.text())
                    .startsWith("java.lang.OutOfMemoryError: Java heap space")
                    .contains("The driver ran out of memory. Take a larger 'worker_type'"));
  }

  /** Asked for the third time, when the command is on its way, there is no memory; then again. */
  private static final class ExhaustedClock extends Clock {
    private int asked;

    @Override
    public Instant instant() {
      if (++asked == 3) {
        throw new OutOfMemoryError("Java heap space");
      }
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
