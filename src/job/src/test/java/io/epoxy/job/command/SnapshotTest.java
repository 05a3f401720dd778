package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots from their files to their rows; what holds for each format is the engine's contract.
 */
class SnapshotTest {
  private static final String ORDERS =
      """
      {%% snapshot orders %%}
      {{ config(target_schema='shop', unique_key='id', strategy='%s', %s) }}
      select * from {{ ref('source') }}
      {%% endsnapshot %%}
      """;

  @TempDir private Path folder;
  private CommandProject project;

  @BeforeEach
  void newProject() {
    project = new CommandProject(folder);
  }

  /** failures.md 18: a late row, and a run without news, end no current version. */
  @Test
  void aRowThatChangedHasTwoVersions() {
    project.write("snapshots/orders.sql", ORDERS.formatted("timestamp", "updated_at='at'"));
    build("(1, 'new', timestamp'2024-01-01'), (2, 'new', timestamp'2024-01-01')");
    CommandProject.Done again =
        build("(1, 'paid', timestamp'2024-01-02'), (2, 'late', timestamp'2023-12-31')");

    assertThat(again.text())
        .contains("2 of 2 START snapshot shop.orders ", "2 of 2 OK snapshotted shop.orders ");
    String versions = "1 new 2024-01-01 2024-01-02|1 paid 2024-01-02|2 new 2024-01-01|";
    assertThat(versions("dbt_valid_from, dbt_valid_to")).isEqualTo(versions);
    assertThat(project.run(Command.SNAPSHOT).exit()).isEqualTo(ExitCode.OK);
    assertThat(versions("dbt_valid_from, dbt_valid_to")).isEqualTo(versions);
  }

  /** failures.md 17: versions that are open until dbt_valid_to_current are ended all the same. */
  @Test
  void rowsThatAreGoneEndOrAreKeptAsDeleted() {
    project.write(
        "snapshots/orders.sql",
        ORDERS.formatted("check", "check_cols=['state'], hard_deletes='new_record'"));
    project.write(
        "snapshots/ended.sql",
        ORDERS
            .formatted(
                "check",
                "check_cols='all', invalidate_hard_deletes=true, dbt_valid_to_current=\"date'9999-12-31'\","
                    + " snapshot_meta_column_names={'dbt_valid_to': 'until'}")
            .replace("snapshot orders", "snapshot ended"));
    build("(1, 'new', timestamp'2024-01-01'), (2, 'new', timestamp'2024-01-01')");
    build("(1, 'new', timestamp'2024-01-09')");

    String deleted = "dbt_is_deleted, dbt_valid_to is null";
    assertThat(versions(deleted)).isEqualTo("1 new False true|2 new False false|2 new True true|");
    assertThat(ended()).isEqualTo("1 new false|1 new true|2 new false|");
    build("(1, 'new', timestamp'2024-01-09'), (2, 'back', timestamp'2024-01-01')");
    assertThat(versions(deleted))
        .isEqualTo("1 new False true|2 back False true|2 new False false|2 new True false|");
    build("(1, 'paid', timestamp'2024-01-09'), (2, 'back', timestamp'2024-01-01')");
    assertThat(ended()).isEqualTo("1 new false|1 new false|1 paid true|2 new false|2 back true|");
    build("(3, 'new', timestamp'2024-01-09')");
    assertThat(versions(deleted))
        .isEqualTo(
            "1 new False false|1 paid False false|1 paid True true|2 back False false"
                + "|2 back True true|2 new False false|2 new True false|3 new False true|");
    assertThat(ended())
        .isEqualTo("1 new false|1 new false|1 paid false|2 new false|2 back false|3 new true|");
  }

  /** dbt leaves the version open that a row without a time replaces. */
  @Test
  void aVersionEndsAlsoWhereTheNextOneHasNoTime() {
    project.write(
        "snapshots/orders.sql", ORDERS.formatted("check", "check_cols=['state'], updated_at='at'"));
    build("(1, 'new', timestamp'2024-01-01')");
    build("(1, 'paid', cast(null as timestamp))");
    build("(1, 'sent', timestamp'2024-01-03')");

    assertThat(versions("dbt_valid_from is null, dbt_valid_to is null"))
        .isEqualTo("1 new false false|1 paid true false|1 sent false true|");
  }

  @Test
  void columnsThatAreNewAreAddedAndGoneOnesStay() {
    project.write("snapshots/orders.sql", ORDERS.formatted("timestamp", "updated_at='at'"));
    build("(1, 'new', timestamp'2024-01-01')");
    project.write(
        "models/source.sql",
        "select id, at, price from values (1, timestamp'2024-01-02', 1.5d) as t(id, at, price)");
    assertThat(project.run(Command.BUILD).exit()).isEqualTo(ExitCode.OK);

    assertThat(versions("price")).isEqualTo("1 1.5|1 new|");
  }

  @Test
  void aKeyWithTwoRowsIsRefusedAndNothingChanges() {
    project.write("snapshots/orders.sql", ORDERS.formatted("timestamp", "updated_at='at'"));
    String twice = "(1, 'a', timestamp'2024-01-02'), (1, 'b', timestamp'2024-01-02')";
    for (String before : new String[] {"", "1 new|"}) {
      CommandProject.Done refused = build(twice);
      assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(refused.text())
          .contains("2 of 2 ERROR snapshotting shop.orders ")
          .contains("its query has more than one row for the unique_key {")
          .contains("compiled code at target/compiled/shop/snapshots/orders.sql/orders.sql");
      assertThat(folder.resolve("target/compiled/shop/snapshots/orders.sql/orders.sql")).exists();
      if (!before.isEmpty()) {
        assertThat(versions("")).isEqualTo(before);
      }
      build("(1, 'new', timestamp'2024-01-01')");
    }
    assertThat(build(twice.replace("(1,", "(cast(null as int),")).text())
        .contains("its query has more than one row for the unique_key {\"dbt_unique_key\":null}");
  }

  @Test
  void aViewOfTheNameIsNotReplaced() {
    project.write(
        "snapshots/s.yml",
        "snapshots: [{name: orders, relation: ref('source'), config:"
            + " {schema: shop, unique_key: id, strategy: check, check_cols: all}}]\n");
    project.write("models/source.sql", "{{ config(alias='orders', schema='x') }} select 1 as id");
    project.write(
        "macros/names.sql", "{% macro generate_schema_name(custom, node) %}shop{% endmacro %}");

    CommandProject.Done refused = project.run(Command.SNAPSHOT);
    assertThat(refused.text()).contains("shop.orders");
    assertThat(refused.exit()).isNotEqualTo(ExitCode.OK);
  }

  /** Each version of the other snapshot, and whether it is open. */
  private String ended() {
    return lines(
        "select concat_ws(' ', id, state, until = timestamp'9999-12-31') as line"
            + " from shop.ended order by id, until");
  }

  private CommandProject.Done build(String rows) {
    project.write("models/source.sql", "select * from values " + rows + " as t(id, state, at)");
    return project.run(Command.BUILD);
  }

  /** id, state and more of each version, in order. */
  private String versions(String more) {
    return lines(
        "select concat_ws(' ', id, state"
            + (more.isEmpty() ? "" : ", " + more)
            + ") as line from shop.orders order by 1");
  }

  private String lines(String query) {
    FlagValues flags =
        FlagValues.NONE
            .with(Flag.QUIET, true)
            .with(Flag.OUTPUT, "json")
            .with(Flag.LIMIT, -1L)
            .with(Flag.INLINE, query);
    CommandProject.Done shown = project.run(Command.SHOW, flags);
    assertThat(shown.exit()).as(shown.text()).isEqualTo(ExitCode.OK);
    StringBuilder lines = new StringBuilder();
    for (String line : shown.text().split("\n", -1)) {
      if (line.contains("\"line\": \"")) {
        lines.append(line.replaceAll(".*: \"|\".*", "").replace(" 00:00:00", "")).append('|');
      }
    }
    return lines.toString();
  }
}
