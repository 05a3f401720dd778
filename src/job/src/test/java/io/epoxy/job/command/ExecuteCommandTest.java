package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags that change how a run ends, on local Spark. */
class ExecuteCommandTest {
  @TempDir private Path folder;

  @Test
  void failFastSkipsWhateverHasNotBegun() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/a_fails.sql", "select no_such_column")
            .write("models/below.sql", "select * from {{ ref('a_fails') }}")
            .write("models/inside.sql", "{{ config(materialized='ephemeral') }} select 1 as id")
            .write("models/z_waits.sql", "select 1 as id");

    CommandProject.Done done = project.run(Command.RUN, FlagValues.NONE.with(Flag.FAIL_FAST, true));

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("1 of 3 ERROR creating sql view model shop.a_fails")
        .doesNotContain("z_waits", "below")
        .contains("Finished running 1 ephemeral model, 3 view models in ")
        .contains("Completed with 4 errors, 0 partial successes, and 0 warnings:")
        .endsWith("Done. PASS=0 WARN=0 ERROR=1 SKIP=3 NO-OP=0 REUSED=0 TOTAL=4\n");
    assertThat(done.text().split("\\[ERROR\\]: in model a_fails", -1)).hasSize(3);
    assertThat(project.statuses())
        .isEqualTo(
            Map.of(
                "model.shop.a_fails", "error",
                "model.shop.below", "skipped",
                "model.shop.inside", "skipped",
                "model.shop.z_waits", "skipped"));
    Object last = ((List<?>) project.artifact("run_results.json").get("results")).get(3);
    assertThat(((Map<?, ?>) last).get("message")).isEqualTo("Skipping due to fail_fast");
  }

  @Test
  void aTestThatWarnsFailsUnderWarnError() {
    CommandProject project =
        new CommandProject(folder)
            .write("tests/odd.sql", "{{ config(severity='warn') }} select 1 as id");

    CommandProject.Done warned = project.run(Command.TEST);
    CommandProject.Done failed =
        project.run(
            Command.TEST,
            FlagValues.NONE.with(
                Flag.WARN_ERROR_OPTIONS, Map.of("error", List.of("LogTestResult"))));

    assertThat(warned.exit()).isEqualTo(ExitCode.OK);
    assertThat(warned.text()).contains("Got 1 result, configured to warn if != 0");
    assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.text())
        .contains("1 of 1 FAIL 1 odd ")
        .contains("Got 1 result, configured to fail if != 0");
  }
}
