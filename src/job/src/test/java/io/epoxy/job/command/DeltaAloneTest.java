package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project whose only format is Delta: Hudi's and Iceberg's rules, which the engine's tests have
 * on, mend some queries that Delta alone refuses.
 */
class DeltaAloneTest {
  @TempDir private Path folder;

  @Test
  void incrementalModelsReadWhatTheyHoldInSubqueries() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "models/events.sql",
                "select id, id as n from range({{ var('count', 2) }}) union all select 0, 7")
            .write("models/merged.sql", model("merge", "id"))
            .write("models/replaced.sql", model("delete+insert", "id"))
            .write("models/added.sql", model("append", "id"))
            .write(
                "snapshots/kept.sql",
                "{% snapshot kept %}{{ config(file_format='delta', strategy='check',"
                    + " check_cols='all', unique_key='id') }} select * from {{ ref('merged') }}{%"
                    + " endsnapshot %}")
            .write(
                "tests/rows.sql",
                "select * from ("
                    + count("merged")
                    + " union all "
                    + count("replaced")
                    + " union all "
                    + count("added")
                    + " union all "
                    + count("kept")
                    + ") where c <> {{ var('count', 2) }}");

    assertThat(project.run(Command.BUILD).text()).contains("PASS=6 ");
    CommandProject.Done second =
        project.run(Command.BUILD, FlagValues.NONE.with(Flag.VARS, Map.of("count", 5L)));

    assertThat(second.text()).contains("PASS=6 ");
    assertThat(project.run("models/merged.sql"))
        .startsWith("create or replace temporary view `merged__dbt_tmp` as\n");
    assertThat(project.run("models/added.sql")).startsWith("insert into ");
  }

  private static String model(String strategy, String key) {
    return "{{ config(materialized='incremental', file_format='delta', incremental_strategy='"
        + strategy
        + "', unique_key='"
        + key
        + "') }} select id, n from {{ ref('events') }} where n < 7 {% if is_incremental() %} and n >"
        + " (select max(n) from {{ this }}) and not exists (select 1 from {{ this }} as old where"
        + " old.id = events.id) {% endif %}";
  }

  private static String count(String model) {
    return "select count(*) as c from {{ ref('" + model + "') }}";
  }
}
