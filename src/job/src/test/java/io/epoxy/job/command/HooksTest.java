package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the hooks of nodes are rendered, on local Spark: each when its turn comes. */
class HooksTest {
  @TempDir private Path folder;

  private CommandProject project() {
    return new CommandProject(folder)
        .write(
            "macros/tell.sql",
            "{% macro tell(what) %}{% if execute %}{% do log(what ~ ' ' ~ run_query('select count(*)"
                + " from ' ~ this).columns[0].values()[0] ~ ' ' ~ is_incremental(), info=true) %}{%"
                + " endif %}{% endmacro %}");
  }

  @Test
  void aPostHookSeesTheRowsOfThisRun() {
    CommandProject project =
        project()
            .write("seeds/s.csv", "id\n1\n2\n")
            .write("seeds/s.yml", "seeds: [{name: s, config: {post_hook: \"{{ tell('seed') }}\"}}]")
            .write(
                "models/m.sql",
                "{{ config(materialized='incremental', incremental_strategy='append',"
                    + " post_hook=[\"insert into {{ this }} select 7 as id\", \"{{ tell('model')"
                    + " }}\"]) }} select id from {{ ref('s') }}")
            .write(
                "snapshots/k.sql",
                "{% snapshot k %}{{ config(file_format='delta', strategy='check', check_cols='all',"
                    + " unique_key='id', post_hook=\"{{ tell('snapshot') }}\") }} select distinct id"
                    + " from {{ ref('m') }}{% endsnapshot %}");

    CommandProject.Done first = project.run(Command.BUILD);
    CommandProject.Done second = project.run(Command.BUILD);

    assertThat(first.text())
        .contains("seed 2 False", "model 3 False", "snapshot 3 False", "PASS=3 ");
    assertThat(second.text())
        .contains("seed 2 False", "model 6 True", "snapshot 3 False", "PASS=3 ");
  }

  @Test
  void aPreHookSeesWhatTheOneBeforeItMade() {
    CommandProject project =
        project()
            .write(
                "models/m.sql",
                "{{ config(materialized='table', pre_hook=[\"create or replace view shop.base as"
                    + " select 5 as n\", \"create or replace view shop.grown as select {{"
                    + " run_query('select n + 1 from shop.base').columns[0].values()[0] if execute }}"
                    + " as n\"]) }} select n from shop.grown")
            .write("tests/six.sql", "select * from {{ ref('m') }} where n <> 6");

    assertThat(project.run(Command.BUILD).text()).contains("PASS=2 ");
    aTestsHeaderRunsBeforeItUnderItsFlag(project);
  }

  /** dbt-core 1.12, the {@code test} materialization. */
  private void aTestsHeaderRunsBeforeItUnderItsFlag(CommandProject project) {
    project.write(
        "tests/six.sql",
        "{{ config(sql_header='create or replace temporary view wanted as select 6 as n; -- it',"
            + " store_failures=true) }} select * from {{ ref('m') }} where n <> (select n from"
            + " wanted)");

    assertThat(project.run(Command.TEST).text()).contains("`wanted` cannot be found", "ERROR=1 ");
    project.write(
        "dbt_project.yml",
        "name: shop\nversion: '1.0'\nprofile: shop\n"
            + "flags: {require_sql_header_in_test_configs: true}\n");
    assertThat(project.run(Command.TEST).text()).contains("PASS=1 ");
    assertThat(project.run("tests/six.sql"))
        .startsWith("create or replace temporary view wanted as select 6 as n;\n\nselect");
  }

  @Test
  void aHookThatCannotBeRenderedFailsItsNodeAfterTheRelationIsMade() {
    CommandProject project =
        project()
            .write(
                "models/m.sql",
                "{{ config(materialized='table', post_hook=\"{{"
                    + " exceptions.raise_compiler_error('not today') if execute }}\") }} select 1 as"
                    + " id");

    CommandProject.Done done = project.run(Command.RUN);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text()).contains("Compilation Error in model m (models/m.sql)", "not today");
    project.write("tests/there.sql", "select * from shop.m where id <> 1");
    assertThat(project.run(Command.TEST).text()).contains("PASS=1 ");
  }
}
