package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incremental strategies that are macros of a project, on local Spark. */
class UserStrategyTest {
  @TempDir private Path folder;

  @Test
  void theProjectsMacroBringsStagedRowsIn() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "macros/newest.sql",
                """
                {% macro get_incremental_newest_sql(arg_dict) %}
                  {%- set seen = run_query('select max(id) from ' ~ arg_dict['temp_relation']).columns[0].values()[0] -%}
                  {%- do log('columns ' ~ adapter.get_columns_in_relation(arg_dict['temp_relation']) | map(attribute='name') | join('+')
                      ~ ' key ' ~ arg_dict['unique_key'] ~ ' predicates ' ~ arg_dict['incremental_predicates'], info=true) -%}
                  insert into {{ arg_dict['target_relation'] }}
                  select {{ arg_dict['dest_columns'] | map(attribute='quoted') | join(', ') }}
                  from {{ arg_dict['temp_relation'] }} where id = {{ seen }}
                {% endmacro %}
                """)
            .write(
                "macros/append.sql",
                """
                {% macro spark__get_incremental_append_sql(arg_dict) %}
                  insert into {{ arg_dict['target_relation'] }}
                  select id + 100 as id, v, late from {{ arg_dict['temp_relation'] }}
                {% endmacro %}
                """)
            .write(
                "models/n.sql",
                "{{ config(materialized='incremental', incremental_strategy='newest',"
                    + " on_schema_change='append_new_columns', unique_key=['id', 'v'],"
                    + " incremental_predicates=['1=1']) }}"
                    + " select id, 'x' as v {{ ', 7 as late' if is_incremental() }} from range(3)")
            .write(
                "models/a.sql",
                "{{ config(materialized='incremental', incremental_strategy='append') }}"
                    + " select 1 as id, 'x' as v, 2 as late");

    assertThat(project.run(Command.RUN).exit()).isEqualTo(ExitCode.OK);
    project
        .write(
            "tests/newest.sql",
            "select 1 from (select sort_array(collect_list(concat_ws('|', id, coalesce(late, '-'))))"
                + " as rows from {{ ref('n') }}) where rows <> array('0|-', '1|-', '2|-', '2|7')")
        .write(
            "tests/shifted.sql",
            "select 1 from (select sort_array(collect_list(id)) as ids from {{ ref('a') }}) where ids"
                + " <> array(1, 101)");
    CommandProject.Done second = project.run(Command.BUILD);

    assertThat(second.text())
        .contains("columns id+v+late key ['id', 'v'] predicates ['1=1']")
        .contains("PASS newest", "PASS shifted");
    assertThat(project.run("models/n.sql"))
        .startsWith("create or replace temporary view `n_tmp` as")
        .contains("insert into shop.n\n")
        .endsWith("from n_tmp where id = 2");
  }

  @Test
  void anUnknownStrategyIsRefusedAndAFailingMacroHasItsPlace() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "macros/odd.sql",
                "{% macro get_incremental_odd_sql(arg_dict) %}\n{{ exceptions.raise_compiler_error('too"
                    + " odd') }}\n{% endmacro %}")
            .write(
                "models/m.sql",
                "{{ config(materialized='incremental', incremental_strategy='upsert') }} select 1 as"
                    + " id")
            .write(
                "models/o.sql",
                "{{ config(materialized='incremental', incremental_strategy='odd') }} select 1 as id");

    CommandProject.Done first = project.run(Command.RUN);
    CommandProject.Done second = project.run(Command.RUN);

    assertThat(first.text())
        .contains("Invalid incremental strategy provided: upsert")
        .contains(
            "dbt could not find an incremental strategy macro with the name"
                + " \"get_incremental_upsert_sql\" in shop")
        .doesNotContain("too odd");
    assertThat(second.text())
        .contains(
            "Compilation Error in model o (models/o.sql)\n  too odd",
            "in macro get_incremental_odd_sql (macros/odd.sql)");
  }
}
