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

/** Microbatch models, batch by batch on local Spark. */
class MicrobatchTest {
  private static final FlagValues THREE_DAYS =
      FlagValues.NONE
          .with(Flag.EVENT_TIME_START, "2024-01-01")
          .with(Flag.EVENT_TIME_END, "2024-01-04");

  @TempDir private Path folder;

  private CommandProject project(String format, String more) {
    return new CommandProject(folder)
        .write(
            "models/events.sql",
            "{{ config(materialized='table', event_time='at') }}"
                + " select id, at, cast(at as date) as day, {{ var('v', 1) }} as v from values"
                + " (1, timestamp '2024-01-01 00:00:00Z'), (2, timestamp '2024-01-01 23:59:59Z'),"
                + " (3, timestamp '2024-01-02 12:00:00Z'), (4, timestamp '2024-01-03 00:00:00Z')"
                + " as t(id, at)")
        .write(
            "models/m.sql",
            "{{ config(materialized='incremental', incremental_strategy='microbatch',"
                + " event_time='at', batch_size='day', begin='2024-01-01', file_format='"
                + format
                + "'"
                + more
                + ") }} select *, '{{ model.batch.id }}' as batch from {{ ref('events') }}");
  }

  private static String batches(Map<?, ?> result) {
    Map<?, ?> batches = (Map<?, ?>) result.get("batch_results");
    return batches.get("successful") + " " + batches.get("failed");
  }

  private static Map<?, ?> last(CommandProject project) {
    List<?> results = (List<?>) project.artifact("run_results.json").get("results");
    return (Map<?, ?>) results.get(results.size() - 1);
  }

  private static void assertRows(CommandProject project, String rows) {
    project.write(
        "tests/rows.sql",
        "select * from (select array_join(sort_array(collect_list(concat_ws(':', id, batch))), ' ')"
            + " as rows from {{ ref('m') }}) where rows <> '"
            + rows
            + "'");
    assertThat(project.run(Command.TEST).text()).contains("PASS=1 ");
  }

  @Test
  void eachBatchReplacesTheRowsOfItsTime() {
    CommandProject project = project("delta", "");

    CommandProject.Done first = project.run(Command.RUN, THREE_DAYS);

    assertThat(first.text())
        .containsSubsequence(
            "2 of 2 START sql microbatch model shop.m ",
            "Batch 1 of 3 START batch 2024-01-01 of shop.m ",
            "Batch 1 of 3 OK created batch 2024-01-01 of shop.m ",
            " [OK in ",
            "Batch 3 of 3 START batch 2024-01-03 of shop.m ",
            "2 of 2 OK created sql microbatch model shop.m ",
            "[SUCCESS in ");
    assertThat(first.exit()).isEqualTo(ExitCode.OK);
    assertThat(batches(last(project)))
        .isEqualTo(
            "[[2024-01-01T00:00:00+00:00, 2024-01-02T00:00:00+00:00], [2024-01-02T00:00:00+00:00,"
                + " 2024-01-03T00:00:00+00:00], [2024-01-03T00:00:00+00:00,"
                + " 2024-01-04T00:00:00+00:00]] []");
    assertThat(last(project).get("compiled")).isEqualTo(false);
    assertThat(project.run("models/m/m_2024-01-02.sql")).contains("'20240102' as batch");
    assertRows(project, "1:20240101 2:20240101 3:20240102 4:20240103");

    assertThat(
            project.run(Command.RUN, THREE_DAYS.with(Flag.EVENT_TIME_START, "2024-01-03")).exit())
        .isEqualTo(ExitCode.OK);
    assertRows(project, "1:20240101 2:20240101 3:20240102 4:20240103");
  }

  @Test
  void aFailingBatchLeavesTheOthersAndAFailingFirstOneSkipsThem() {
    CommandProject project =
        project("parquet", "").write("models/below.sql", "select * from {{ ref('m') }}");
    String sql =
        "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',"
            + " batch_size='day', begin='2024-01-01', partition_by='day') }} select id, at, v, '{{"
            + " model.batch.id }}' as batch, day from {{ ref('events') }} where %s";

    project.write(
        "models/m.sql",
        String.format(sql, "true")
            .replace("'day')", "{'field': 'at', 'data_type': 'datetime', 'granularity': 'hour'})"));
    CommandProject.Done refused = project.run(Command.RUN, THREE_DAYS);
    project.write("models/m.sql", String.format(sql, "assert_true(id <> 3) is null"));
    CommandProject.Done partial = project.run(Command.RUN, THREE_DAYS);
    String partially = batches(last(project, "model.shop.m"));
    project.write("models/m.sql", String.format(sql, "assert_true(id <> 1) is null"));
    CommandProject.Done skipped =
        project.run(Command.RUN, THREE_DAYS.with(Flag.FULL_REFRESH, true));

    assertThat(refused.text())
        .contains(
            "Compilation Error in model m (models/m.sql)\n"
                + "  config 'partition_by' must be a text or a list of texts, but it is a mapping of"
                + " 'field', 'data_type', 'granularity'. That is BigQuery's form. Here it is"
                + " partition_by: 'hours(at)' with file_format iceberg, and for other formats the"
                + " name of a column that holds the hour.\n    at models/m.sql:1")
        .doesNotContain("Unhandled error");
    assertThat(partial.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(partial.text())
        .contains("Batch 2 of 3 ERROR creating batch 2024-01-02 of shop.m ")
        .contains("Unhandled error while executing model.shop.m\nException on worker thread. ")
        .contains("PARTIALLY created sql microbatch model shop.m ", "[PARTIAL SUCCESS (2/3) in ")
        .contains("SKIP relation shop.below");
    assertThat(partially).endsWith("[[2024-01-02T00:00:00+00:00, 2024-01-03T00:00:00+00:00]]");
    assertThat(skipped.text())
        .contains("Batch 1 of 3 ERROR creating batch 2024-01-01 of shop.m ")
        .contains("Batch 3 of 3 SKIP batch 2024-01-03 of shop.m ", "[SKIPPED in 0.00s]")
        .contains("ERROR creating sql microbatch model shop.m ");
    assertRows(project, "1:20240101 2:20240101 4:20240103");
  }

  private static Map<?, ?> last(CommandProject project, String id) {
    return ((List<?>) project.artifact("run_results.json").get("results"))
        .stream()
            .map(result -> (Map<?, ?>) result)
            .filter(result -> result.get("unique_id").equals(id))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aFormatThatCannotReplaceATimeNeedsPartitions() {
    CommandProject project = project("parquet", "");

    CommandProject.Done done = project.run(Command.RUN, THREE_DAYS);

    assertThat(done.text())
        .contains(
            "dbt-spark 'microbatch' incremental strategy requires a `partition_by` config.",
            "Ensure you are using a `partition_by` column that is of grain day.");
    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
  }
}
