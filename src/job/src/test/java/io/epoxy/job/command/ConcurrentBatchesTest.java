package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microbatch models with {@code concurrent_batches}, on local Spark. */
public class ConcurrentBatchesTest {
  private static final FlagValues FOUR_DAYS =
      FlagValues.NONE
          .with(Flag.EVENT_TIME_START, "2024-01-01")
          .with(Flag.EVENT_TIME_END, "2024-01-05")
          .with(Flag.THREADS, 3L);

  private static final Set<String> BETWEEN = Set.of("20240102", "20240103");

  /** By model: open once both batches between the first and the last are at work. */
  private static final Map<String, CountDownLatch> MEETINGS = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void nobodyIsThere() {
    MEETINGS.clear();
  }

  private static CountDownLatch latch(String model) {
    return MEETINGS.computeIfAbsent(model, name -> new CountDownLatch(2));
  }

  /** Called by Spark in each batch: one between others waits until the other one is at work too. */
  public static String meet(String model, String batch) throws InterruptedException {
    if (BETWEEN.contains(batch)) {
      latch(model).countDown();
      join(model);
    }
    return batch;
  }

  /** Called by Spark in a node beside the model. */
  public static String join(String model) throws InterruptedException {
    if (!latch(model).await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a batch of " + model + " is alone");
    }
    return model;
  }

  /** Called by Spark in a batch that is to be stopped. */
  public static String stay(String model, String batch) throws InterruptedException {
    if (BETWEEN.contains(batch)) {
      latch(model).countDown();
      new CountDownLatch(1).await();
    }
    return batch;
  }

  /**
   * Over {@code values} Spark calls it on the thread of the node, so that it takes no task's place.
   */
  private static String call(String method, String... arguments) {
    return Stream.concat(
            Stream.of(ConcurrentBatchesTest.class.getName(), method), Stream.of(arguments))
        .map(text -> "'" + text + "'")
        .collect(Collectors.joining(", ", "reflect(", ")"));
  }

  /** A model of which each batch meets the others while it is compiled. */
  private static String meeting(String name, String config, String above) {
    return model(config, above, "true")
        + "{% if execute %}{% do run_query(\"select "
        + call("meet", name, "\" ~ model.batch.id ~ \"")
        + " from values (1) as t(n)\") %}{% endif %}";
  }

  private static String model(String config, String above, String where) {
    return "{{ config(materialized='incremental', incremental_strategy='microbatch',"
        + " event_time='at', batch_size='day', begin='2024-01-01', concurrent_batches=true, "
        + config
        + ") }} -- depends_on: {{ ref('"
        + above
        + "') }}\nselect id, at, '{{ model.batch.id }}' as batch, day from {{ ref('events') }}"
        + " where assert_true(id <> {{ var('bad', 0) }}) is null and "
        + where;
  }

  private CommandProject project() {
    return new CommandProject(folder)
        .write(
            "models/events.sql",
            "{{ config(materialized='table', event_time='at') }}"
                + " select id, timestamp '2024-01-01 12:00:00Z' + make_interval(0, 0, 0, cast(id as"
                + " int) - 1) as at, concat('d', id) as day from range(1, 5)");
  }

  private static void assertRows(CommandProject project, String... models) {
    for (String model : models) {
      project.write(
          "tests/" + model + ".sql",
          "select * from (select array_join(sort_array(collect_list(concat_ws(':', id, batch))), '"
              + " ') as rows from {{ ref('"
              + model
              + "') }}) where rows <> '1:20240101 2:20240102 3:20240103 4:20240104'");
    }
    assertThat(project.run(Command.TEST).text()).contains("PASS=" + models.length + " ");
  }

  @Test
  void batchesBetweenTheFirstAndTheLastRunAtOnceWhereTheFormatTellsThemApart() {
    CommandProject project =
        project()
            .write("models/p.sql", meeting("p", "partition_by='day'", "events"))
            .write("models/i.sql", meeting("i", "file_format='iceberg'", "p"))
            .write("models/d.sql", meeting("d", "file_format='delta', partition_by='at'", "i"));

    CommandProject.Done done = project.run(Command.RUN, FOUR_DAYS);

    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.OK);
    assertThat(done.text()).doesNotContain("Batches will be run sequentially");
    for (String name : List.of("p", "i", "d")) {
      assertThat(
              done.text().lines().filter(line -> line.contains("of shop." + name + " ")).toList())
          .hasSize(8)
          .satisfies(
              lines -> {
                assertThat(lines.get(1)).startsWith("Batch 1 of 4 OK ");
                assertThat(lines.get(2)).containsPattern("Batch [23] of 4 START ");
                assertThat(lines.get(3)).containsPattern("Batch [23] of 4 START ");
                assertThat(lines.get(6)).startsWith("Batch 4 of 4 START ");
              });
    }
    assertRows(project, "p", "i", "d");
  }

  @Test
  void whereTheyCannotRunAtOnceOneWarningSaysWhy() {
    CommandProject project =
        project()
            .write("models/h.sql", model("file_format='hudi', unique_key='id'", "events", "true"))
            .write("models/d.sql", model("file_format='delta'", "events", "true"))
            .write("models/e.sql", model("file_format='delta'", "events", "true"))
            .write("models/p.sql", model("partition_by='day'", "events", "true"));

    String text = project.run(Command.PARSE).text().replaceAll("\\s+", " ");

    assertThat(text.split("sequentially\\.", -1)).hasSize(3);
    assertThat(text)
        .contains(
            "[WARNING]: Found 1 microbatch model with the `concurrent_batches` config set to true"
                + " (h), but a table of file_format hudi has one writer. Batches will be run"
                + " sequentially.",
            "[WARNING]: Found 2 microbatch models with the `concurrent_batches` config set to true"
                + " (d, e), but Delta tells rows of two commits apart by their partitions only, and"
                + " partition_by does not name the event_time column. Batches will be run"
                + " sequentially.");
  }

  @Test
  void whatOneOfThemFailsAtIsRetriedAlone() {
    CommandProject project =
        project().write("models/p.sql", meeting("p", "partition_by='day'", "events"));

    CommandProject.Done first =
        project.run(Command.RUN, FOUR_DAYS.with(Flag.VARS, Map.of("bad", 3)));
    CommandProject.Done again =
        project.run(Command.RETRY, FlagValues.NONE.with(Flag.VARS, Map.of("bad", 9)));

    assertThat(first.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(first.text())
        .contains("Batch 3 of 4 ERROR creating batch 2024-01-03 of shop.p ")
        .contains("Batch 4 of 4 OK created batch 2024-01-04 of shop.p ")
        .contains("[PARTIAL SUCCESS (3/4) in ");
    assertThat(again.text())
        .contains("Batch 1 of 1 OK created batch 2024-01-03 of shop.p ")
        .doesNotContain("2024-01-02");
    assertRows(project, "p");
  }

  /** As Ctrl-C does, {@code --fail-fast} cancels what runs and starts no more. */
  @Test
  void aStoppedRunCancelsAllThatRunAndMarksTheOthers() {
    CommandProject project =
        project()
            .write(
                "models/p.sql",
                model(
                    "partition_by='day'",
                    "events",
                    call("stay", "p", "{{ model.batch.id }}") + " is not null"))
            .write(
                "models/bad.sql",
                "{{ config(materialized='table') }} select 1 as id from values (1) as t(n) where"
                    + " assert_true("
                    + call("join", "p")
                    + " is null) is null");

    CommandProject.Done stopped = project.run(Command.RUN, FOUR_DAYS.with(Flag.FAIL_FAST, true));
    project.write("models/p.sql", meeting("p", "partition_by='day'", "events"));
    project.write("models/bad.sql", "select 1 as id");
    CommandProject.Done again = project.run(Command.RETRY);

    assertThat(stopped.text())
        .contains("Batch 2 of 4 ERROR creating batch 2024-01-02 of shop.p ")
        .contains("Batch 3 of 4 ERROR creating batch 2024-01-03 of shop.p ")
        .doesNotContain("Batch 4 of 4")
        .contains("[PARTIAL SUCCESS (1/4) in ");
    assertThat(again.exit()).as(again.text()).isEqualTo(ExitCode.OK);
    assertThat(again.text()).contains("Batch 3 of 3 OK created batch 2024-01-04 of shop.p ");
    assertRows(project, "p");
  }
}
