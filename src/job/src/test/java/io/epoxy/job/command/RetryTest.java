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

/** {@code retry}, on local Spark. */
class RetryTest {
  @TempDir private Path folder;

  @Test
  void whatFailedAndWhatWasSkippedRunsAgainWithTheEarlierFlags() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/good.sql", "select 1 as id")
            .write("models/bad.sql", "select {{ var('column', 'missing') }} from range(1)")
            .write("models/below.sql", "select * from {{ ref('bad') }}")
            .write("models/other.sql", "select 1 as id");
    FlagValues chosen =
        FlagValues.NONE.with(Flag.SELECT, List.of("good bad+")).with(Flag.THREADS, 1L);

    CommandProject.Done none = project.run(Command.RETRY);
    CommandProject.Done first = project.run(Command.RUN, chosen);
    CommandProject.Done again =
        project.run(Command.RETRY, FlagValues.NONE.with(Flag.VARS, Map.of("column", "id")));
    Map<String, String> statuses = project.statuses();
    CommandProject.Done idle = project.run(Command.RETRY);

    assertThat(none.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(none.text())
        .contains("Runtime Error", "Could not find previous run in 'target' target directory");
    assertThat(first.text()).contains("Done. PASS=1 WARN=0 ERROR=1 SKIP=1");
    assertThat(again.exit()).as(again.text()).isEqualTo(ExitCode.OK);
    assertThat(statuses)
        .isEqualTo(Map.of("model.shop.bad", "success", "model.shop.below", "success"));
    Map<?, ?> arguments = (Map<?, ?>) project.artifact("run_results.json").get("args");
    assertThat(arguments.get("which")).isEqualTo("run");
    assertThat(idle.text()).contains(ExecuteCommand.NOTHING_TO_DO);
    assertThat(idle.exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void everyCommandThatLeavesResultsCanBeRetried() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/a.sql", "select {{ var('column', '1') }} as id")
            .write(
                "macros/say.sql",
                "{% macro say(what) %}{% if var('bad', false) %}{{"
                    + " exceptions.raise_compiler_error('no') }}{% endif %}{{ log('said ' ~ what,"
                    + " info=true) }}{% endmacro %}");
    FlagValues call =
        FlagValues.NONE.with(Flag.MACRO, "say").with(Flag.ARGS, Map.of("what", "hello"));

    CommandProject.Done refused =
        project.run(Command.RUN_OPERATION, call.with(Flag.VARS, Map.of("bad", true)));
    CommandProject.Done called =
        project.run(Command.RETRY, FlagValues.NONE.with(Flag.VARS, Map.of("x", 1L)));
    CommandProject.Done quiet = project.run(Command.RETRY);
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(called.exit()).as(called.text()).isEqualTo(ExitCode.OK);
    assertThat(called.text()).contains("said hello");
    assertThat(quiet.exit()).isEqualTo(ExitCode.OK);
    assertThat(quiet.text())
        .doesNotContain("said")
        .doesNotContain("Nothing to do")
        .doesNotContain("Found ");

    assertThat(project.run(Command.COMPILE).exit()).isEqualTo(ExitCode.OK);
    CommandProject.Done compiled = project.run(Command.RETRY);
    assertThat(compiled.exit()).isEqualTo(ExitCode.OK);
    assertThat(compiled.text()).contains(ExecuteCommand.NOTHING_TO_DO);
    project.write(
        "target/run_results.json",
        "{\"metadata\": {\"dbt_schema_version\":"
            + " \"https://schemas.getdbt.com/dbt/run-results/v6.json\"}, \"results\": [{\"unique_id\": \"model.shop.gone\", \"status\":"
            + " \"error\"}], \"args\": {\"which\": \"generate\"}}");
    CommandProject.Done gone = project.run(Command.RETRY);
    assertThat(gone.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(gone.text())
        .contains("Couldn't find model 'model.shop.gone' -- does it exist or is it disabled?");
  }

  @Test
  void ofAMicrobatchModelOnlyTheFailedBatchesRunAgain() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "models/m.sql",
                "{{ config(materialized='incremental', incremental_strategy='microbatch',"
                    + " event_time='at', batch_size='day', begin='2024-01-01',"
                    + " file_format='delta') }} select timestamp '{{ model.batch.event_time_start"
                    + " }}' as at, assert_true('{{ model.batch.id }}' <> '{{ var('bad',"
                    + " 'none') }}') is null as checked, '{{ invocation_id }}' as run");
    FlagValues days =
        FlagValues.NONE
            .with(Flag.EVENT_TIME_START, "2024-01-01")
            .with(Flag.EVENT_TIME_END, "2024-01-04");

    CommandProject.Done first =
        project.run(Command.RUN, days.with(Flag.VARS, Map.of("bad", "20240102")));
    CommandProject.Done again =
        project.run(Command.RETRY, FlagValues.NONE.with(Flag.VARS, Map.of("bad", "never")));

    assertThat(first.text()).contains("PARTIAL SUCCESS (2/3)");
    assertThat(again.text())
        .contains("Batch 1 of 1 OK created batch 2024-01-02 of shop.m ")
        .contains("[SUCCESS in ");
    Map<?, ?> result =
        (Map<?, ?>) ((List<?>) project.artifact("run_results.json").get("results")).get(0);
    Map<?, ?> batches = (Map<?, ?>) result.get("batch_results");
    assertThat((List<?>) batches.get("successful")).hasSize(3);
    assertThat((List<?>) batches.get("failed")).isEmpty();
  }
}
