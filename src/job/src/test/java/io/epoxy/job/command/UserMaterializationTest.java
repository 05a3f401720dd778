package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code materialization} macros of a project, run whole on local Spark. */
class UserMaterializationTest {
  private static final String OK = "{{ return({'relations': [this]}) }}";

  private static final String STAGED =
      """
      {%- set target = this.incorporate(type='table') -%}
      {%- set existing = load_cached_relation(this) -%}
      {%- set staging = make_temp_relation(target).include(schema=false) -%}
      {{ run_hooks(pre_hooks, inside_transaction=False) }}
      {{ run_hooks(pre_hooks, inside_transaction=True) }}
      {% if existing is not none %}{{ drop_relation_if_exists(existing) }}{% endif %}
      {% call statement('stage') %}
      {{ create_table_as(True, staging, sql) }}
      {% endcall %}
      {% set names = run_query('select * from ' ~ staging).columns | map(attribute='name') | join('+') %}
      {% call statement('main') %}
      create table {{ target }} using parquet as
      select *, '{{ names }}' as names, {{ config.get('times', default=1) }} as times,
        '{{ model.name }}' as model, {{ existing is not none }} as again from {{ staging }}
      {% endcall %}
      {% do persist_docs(target, model) %}
      {% call statement('two') %}
      create table if not exists shop.first(a int) using parquet
      dbt_next_query
      create table if not exists shop.second(a int) using parquet
      {% endcall %}
      {{ run_hooks(post_hooks, inside_transaction=True) }}
      {{ adapter.commit() }}
      {{ run_hooks(post_hooks, inside_transaction=False) }}
      {{ return({'relations': [target]}) }}
      """;

  @TempDir private Path folder;

  private CommandProject project() {
    return new CommandProject(folder);
  }

  private static String materialization(String header, String body) {
    return "{% materialization " + header + " %}\n" + body + "\n{% endmaterialization %}\n";
  }

  private static String main(String sql) {
    return "{% call statement('main') %}" + sql + "{% endcall %}\n";
  }

  @Test
  void aTestByAMacroIsJudgedByItsRow() {
    CommandProject project =
        project()
            .write(
                "macros/test.sql",
                materialization(
                    "test, default",
                    "{% set kept = dbt.materialization_test_default() %}"
                        + "{% do log(model.name ~ ' counted ' ~"
                        + " load_result('main').table.columns[0].values()[0], info=true) %}"
                        + "{{ return(kept) }}"))
            .write("models/m.sql", "select 1 as id union all select 2")
            .write("tests/none.sql", "select * from {{ ref('m') }} where id > 2")
            .write("tests/two.sql", "select * from {{ ref('m') }}")
            .write(
                "tests/kept.sql",
                "{{ config(store_failures=true, schema='kept', severity='warn', limit=1) }} select *"
                    + " from {{ ref('m') }}")
            .write(
                "tests/more.sql",
                "{{ config(error_if='> 5', warn_if='> 3') }} select * from {{ ref('m') }}");

    CommandProject.Done done = project.run(Command.BUILD);

    assertThat(done.text())
        .contains("none counted 0", "two counted 2", "kept counted 1", "more counted 2")
        .contains("PASS none", "FAIL 2 two", "WARN 1 kept", "PASS more")
        .contains("Done. PASS=3 WARN=1 ERROR=1 ")
        .contains("Got 2 results, configured to fail if != 0");
    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(project.run(Command.BUILD).text()).contains("WARN 1 kept");
  }

  @Test
  void aUnitTestByAMacroIsJudgedByItsRows() {
    CommandProject project =
        project()
            .write(
                "macros/unit.sql",
                materialization(
                    "unit, default",
                    """
                    {% if model.name == 'plain' %}
                      {% call statement('main', fetch_result=True) %}select 1 as id{% endcall %}
                    {% elif model.name == 'strange' %}
                      {{ exceptions.raise_compiler_error('no ' ~ this.identifier) }}
                    {% else %}
                      {% do dbt.materialization_unit_default() %}
                      {% set label = load_result('main').table.column_names | last %}
                      {% do log(model.name ~ ' has ' ~ label ~ ' of ' ~ config.get('expected_rows'), info=true) %}
                    {% endif %}
                    """))
            .write("models/m.sql", "select 1 as id, 'x' as name union all select 2, null")
            .write(
                "models/unit.yml",
                """
                unit_tests:
                  - {name: same, model: m, given: [], expect: {rows: [{ID: 2, name: null}, {ID: 1, name: x}]}}
                  - {name: other, model: m, given: [], expect: {rows: [{id: 1}]}}
                  - {name: query, model: m, given: [], expect: {format: sql, rows: "select 1 as id, 'x' as name"}}
                  - {name: plain, model: m, given: [], expect: {rows: []}}
                  - {name: strange, model: m, given: [], expect: {rows: []}}
                """);

    CommandProject.Done done = project.run(Command.TEST);

    assertThat(done.text())
        .contains(
            "same has actual_or_expected of [{'ID': 1, 'name': 'x'}, {'ID': 2, 'name': None}]")
        .contains("PASS m::same", "FAIL 1 m::other", "FAIL 1 m::query", "ERROR m::plain")
        .contains(
            "The main statement of the materialization 'unit' has no column 'actual_or_expected'.")
        .contains("An error occurred during execution of unit test 'strange'.", "no strange")
        .contains("Done. PASS=1 WARN=0 ERROR=4 ");
  }

  @Test
  void aMacroBuildsTheModelWithHelpersHooksAndStagingViews() {
    CommandProject project =
        project()
            .write("macros/staged.sql", materialization("staged, adapter='glue'", STAGED))
            .write(
                "models/a.sql",
                "{{ config(materialized='staged', times=3, pre_hook=\"create table if not exists"
                    + " shop.log(what string) using parquet\", post_hook=\"insert into shop.log"
                    + " select '{{ this }}'\") }} select 1 as id, 'x' as v")
            .write(
                "models/b.sql", "{{ config(materialized='table') }} select * from {{ ref('a') }}")
            .write(
                "tests/rows.sql",
                "select * from {{ ref('b') }} where not (id = 1 and names = 'id+v' and times = 3"
                    + " and model = 'a')")
            .write("tests/both.sql", "select * from shop.first cross join shop.second")
            .write("tests/again.sql", "select * from {{ ref('b') }} where again")
            .write(
                "tests/hooks.sql",
                "select * from (select count(*) as c from shop.log) where c <> {{ var('hooks', 1)"
                    + " }} and '{{ ref('b') }}' <> ''");

    CommandProject.Done first = project.run(Command.BUILD);

    assertThat(first.text()).contains("OK created sql staged model shop.a", "[OK in ");
    assertThat(first.exit()).as(first.text()).isEqualTo(ExitCode.OK);
    assertThat(project.run("models/a.sql")).startsWith("create table shop.a using parquet as");
    Map<?, ?> result =
        (Map<?, ?>) ((List<?>) project.artifact("run_results.json").get("results")).get(0);
    assertThat(result.get("adapter_response")).isEqualTo(Map.of("_message", "OK"));
    assertThat(result.get("message")).isEqualTo("OK");

    CommandProject.Done second = project.run(Command.BUILD);
    assertThat(second.text())
        .contains("Got 1 result, configured to fail if != 0", "FAIL 1 again", "PASS rows");
  }

  @Test
  void theProjectsOwnWinsOverOursAndAdapterOverDefault() {
    CommandProject project =
        project()
            .write(
                "macros/own.sql",
                materialization(
                        "table, default", main("create table {{ this }} as select 1 as a") + OK)
                    + materialization(
                        "view, default",
                        main("create or replace view {{ this }} as select 'd' as a") + OK)
                    + materialization(
                        "view, adapter='spark'",
                        main("create or replace view {{ this }} as select 's' as a") + OK))
            .write("models/t.sql", "{{ config(materialized='table') }} select 2 as a")
            .write("models/v.sql", "select 3 as a")
            .write("tests/own.sql", "select * from {{ ref('t') }} where a <> 1")
            .write("tests/nearer.sql", "select * from {{ ref('v') }} where a <> 's'");

    CommandProject.Done done = project.run(Command.BUILD);

    assertThat(done.text()).contains("PASS own", "PASS nearer");
    assertThat(done.exit()).isEqualTo(ExitCode.OK);
  }

  private static String odd() {
    return materialization("silent, default", OK)
        + materialization("textual, default", main("select 1 as a"))
        + materialization(
            "keyless, default", main("select 1 as a") + "{{ return({'tables': []}) }}")
        + materialization(
            "unlisted, default", main("select 1 as a") + "{{ return({'relations': 3}) }}")
        + materialization(
            "foreign, default", main("select 1 as a") + "{{ return({'relations': ['x']}) }}")
        + materialization("number, default", main("select 1 as a") + "{{ return(4) }}")
        + materialization("broken, default", main("select no_such from range(1)") + OK)
        + materialization(
            "raising, default", "{% do exceptions.raise_compiler_error('not like this') %}");
  }

  @Test
  void whatIsNoMaterializationIsAnErrorInDbtsWords() {
    CommandProject project = project().write("macros/odd.sql", odd());
    for (String name :
        List.of(
            "silent",
            "textual",
            "keyless",
            "unlisted",
            "foreign",
            "number",
            "broken",
            "raising",
            "tabel")) {
      project.write(
          "models/m_" + name + ".sql", "{{ config(materialized='" + name + "') }} select 1 as a");
    }

    CommandProject.Done done = project.run(Command.RUN);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(project.statuses().values()).containsOnly("error");
    assertThat(done.text())
        .contains(
            "Runtime Error in model m_silent (models/m_silent.sql)\n  main is not being called during"
                + " running model")
        .contains(
            "The materialization (\"textual\") did not explicitly return a list of relations to add"
                + " to the cache.")
        .contains(
            "Invalid return value from materialization, \"relations\" not found, got keys:"
                + " ['tables']")
        .contains("Invalid return value from materialization, \"relations\" not a list, got: 3")
        .contains(
            "Invalid return value from materialization, \"relations\" contains non-Relation: x")
        .contains(
            "Invalid return value from materialization, expected a dict with key \"relations\","
                + " got: 4")
        .contains("Database Error in model m_broken (models/m_broken.sql)", "no_such")
        .contains(
            "Compilation Error in model m_raising (models/m_raising.sql)\n  not like this",
            "in macro materialization_raising_default (macros/odd.sql)")
        .contains(
            "No materialization 'tabel' was found for adapter glue! (searched types 'default' and"
                + " 'glue')");
  }
}
