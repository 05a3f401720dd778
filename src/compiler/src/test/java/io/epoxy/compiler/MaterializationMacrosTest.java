package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Built-in macros that ask the warehouse or change it: what user-written materializations call. */
final class MaterializationMacrosTest {
  private static final String ARGUMENTS =
      "{'target_relation': this, 'temp_relation': 'src', 'unique_key': 'id', 'dest_columns':"
          + " adapter.get_columns_in_relation(this), 'incremental_predicates': none}";

  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder).withTable();
    templates.warehouse.table(
        Relation.of("s", "wide").ofType(RelationType.TABLE),
        Column.of("id", "bigint"),
        Column.of("v", "string"),
        Column.of("n", "int"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "append => insert into table s.m select `id`, `v` from src",
        "merge => merge into s.m as DBT_INTERNAL_DEST using src as DBT_INTERNAL_SOURCE on"
            + " DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id when matched then update set * when"
            + " not matched then insert *",
        "insert_overwrite => insert overwrite table s.m select `id`, `v` from src",
        "delete+insert => delete from s.m as DBT_INTERNAL_DEST where (id) in ( select distinct id"
            + " from src as DBT_INTERNAL_SOURCE ); insert into s.m (`id`, `v`) ( select `id`, `v`"
            + " from src )",
        "default => insert into table s.m select `id`, `v` from src",
      })
  void strategiesAreFoundByName(String strategy, String sql) {
    String find =
        "{% set f = adapter.get_incremental_strategy_macro(context, '" + strategy + "') %}";
    assertThat(oneLine(find + "{{ f(" + ARGUMENTS + ") }}")).isEqualTo(sql);
  }

  @Test
  void aProjectsOwnStrategyIsFoundToo() {
    templates.project.file(
        "macros/m.sql",
        "{% macro get_incremental_mine_sql(arg_dict) %}mine {{ arg_dict['unique_key'] }}{% endmacro %}");
    String find = "{% set f = adapter.get_incremental_strategy_macro(context, 'mine') %}";

    assertThat(oneLine(find + "{{ f(" + ARGUMENTS + ") }}")).isEqualTo("mine id");
  }

  @Test
  void mergesHonourKeysPredicatesAndColumns() {
    String head =
        "{{ config(merge_exclude_columns=['ID']) }}"
            + "{{ get_merge_sql(this, 'src', ['id', 'v'], none, ['p > 1']) }}";
    assertThat(oneLine(head))
        .isEqualTo(
            "merge into s.m as DBT_INTERNAL_DEST using src as"
                + " DBT_INTERNAL_SOURCE on p > 1 and DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id and"
                + " DBT_INTERNAL_SOURCE.v = DBT_INTERNAL_DEST.v when matched then update set * when not"
                + " matched then insert *");
    // The config() above runs while parsing only when it is outside of the condition.
    templates.project.file(
        "models/m.sql",
        "{{ config(merge_exclude_columns=['ID']) }}"
            + "{% if execute %}{{ get_merge_sql(this, 'src', none, none, none) }}{% endif %}");
    assertThat(templates.compiled("model.e.m", java.util.Map.of()).replaceAll("\\s+", " ").strip())
        .isEqualTo(
            "merge into s.m as DBT_INTERNAL_DEST using src as DBT_INTERNAL_SOURCE on FALSE when"
                + " matched then update set `v` = DBT_INTERNAL_SOURCE.`v` when not matched then"
                + " insert *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "load_relation(this).type => table",
        "get_columns_in_query('select 1') => []",
        "get_or_create_relation(none, 's', 'nope', 'view')[0] => False",
        "get_or_create_relation(none, 's', 'm', 'view')[0] => True",
        "drop_relation_if_exists(this) => ''",
        "adapter.get_missing_columns(api.Relation.create(schema='s', identifier='wide'), this) | map(attribute='name') | list => ['n']",
        "adapter.check_schema_exists(none, 's') => True",
        "adapter.already_exists('s', 'nope') => False",
        "adapter['list_relations'] is defined => False",
        "adapter['list_relations_without_caching'] is defined => False",
        "adapter['list_schemas'] is defined => False",
        "adapter.get_table_type(this) => table",
        "get_columns_in_relation(this) => [<SparkColumn id (int)>, <SparkColumn v (string)>]",
        "check_for_schema_changes(api.Relation.create(schema='s', identifier='wide'), this)['schema_changed'] => True",
        "process_schema_changes('ignore', this, this) => {}",
        "process_schema_changes('append_new_columns', this, this) | length => 2",
        "adapter.valid_snapshot_target(api.Relation.create(schema='s', identifier='snap')) => None",
      })
  void asksTheWarehouse(String call, String text) {
    templates.warehouse.table(
        Relation.of("t", "x").ofType(RelationType.TABLE), Column.of("id", "int"));
    if (call.contains("snap")) {
      templates.warehouse.table(
          Relation.of("s", "snap"),
          Column.of("DBT_SCD_ID", "string"),
          Column.of("dbt_valid_from", "timestamp"),
          Column.of("dbt_valid_to", "timestamp"));
    }
    assertThat(oneLine("{{ " + call + " }}")).isEqualTo(text.equals("''") ? "" : text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "truncate_relation(this) => truncate table s.m",
        "drop_relation(this.incorporate(type='view')) => drop view if exists s.m",
        "rename_relation(this.incorporate(type='table'), this.replace_path(identifier='n')) => alter table s.m rename to s.n",
        "adapter.rename_relation(this.incorporate(type='view'), this.replace_path(identifier='n')) => alter view s.m rename to s.n",
        "create_schema(this) => create schema if not exists s",
        "drop_schema(this) => drop schema if exists s cascade",
        "alter_column_type(this, 'id', 'bigint') => alter table s.m alter column id type bigint",
        "alter_relation_add_remove_columns(this.incorporate(type='table'), [api.Column('n', 'int')], none) => alter table s.m add columns (`n` int)",
        "create_columns(this, [api.Column('n', 'int'), api.Column('dbt_x', 'int')]) => alter table s.m add columns (`n` int)",
        "sync_column_schemas('append_new_columns', this.incorporate(type='table'), {'source_not_in_target': [api.Column('n', 'int')], 'target_not_in_source': [], 'new_target_types': []}) => alter table s.m add columns (`n` int)",
        "apply_grants(this, {'select': ['a']}, false) => grant select on s.m to `a`",
        "apply_grants(this, {'select': ['a']}, true) => show grants on s.m|grant select on s.m to `a`",
        "run_hooks([{'sql': 'x {{ 1 + 1 }}', 'transaction': true}, {'sql': 'y', 'transaction': false}, {'sql': ' ', 'transaction': true}]) => x 2",
        "run_hooks([{'sql': 'y', 'transaction': false}], inside_transaction=false) => y",
        "adapter.add_query('insert %s, %s', bindings=[1, 'it\\'s']) => insert 1, 'it\\'s'",
        "validate_sql('select 1') => explain select 1",
        "collect_freshness('t', 'at', 'x > 1') => select max(at) as max_loaded_at, current_timestamp() as snapshotted_at from t where x > 1",
        "list_schemas(none) => show databases",
        "alter_column_comment(this, {'id': {'name': 'id', 'description': 'd'}}) => ''",
        "create_indexes(this) => ''",
        "persist_docs(this, model) => ''",
        "adapter.commit() => ''",
      })
  void runsStatements(String call, String statements) {
    templates.sql("{% do " + call + " %}");

    String ran =
        String.join(
            "|",
            templates.warehouse.queries().stream()
                .map(sql -> sql.replaceAll("\\s+", " ").strip())
                .toList());
    assertThat(ran).isEqualTo(statements.equals("''") ? "" : statements);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "adapter.valid_snapshot_target(this) => Snapshot target is missing configured columns (missing \"\"dbt_scd_id\"\", \"\"dbt_valid_from\"\", \"\"dbt_valid_to\"\").",
        "alter_relation_add_remove_columns(this, none, [api.Column('n', 'int')]) => Apache Spark does not support dropping columns from tables",
        "process_schema_changes('fail', api.Relation.create(schema='s', identifier='wide'), this) => The source and target schemas on this incremental model are out of sync!",
        "process_schema_changes('sync_all_columns', api.Relation.create(schema='s', identifier='none'), this) => Could not read any columns for s.none while checking for schema changes on incremental model s.m",
        "rename_relation(this, this) => Cannot rename a relation with a blank type: m",
        "dbt_spark_validate_get_incremental_strategy('merge', 'parquet') => You can only choose this strategy when file_format is set to 'delta' or 'iceberg' or 'hudi'",
        "listagg('v', 'd', 'order by f(g, (h)') => listagg cannot read its order_by_clause, whose brackets or quotes do not close: order by f(g, (h)",
        "dbt_glue_validate_get_file_format('x') => Invalid file format provided: x",
        "get_incremental_microbatch_sql({}) => requires a `partition_by` config.",
      })
  void refusesInDbtsWords(String call, String sentence) {
    assertThatThrownBy(() -> templates.sql("{% do " + call + " %}"))
        .hasMessageContaining(sentence.replace("\"\"", "\""));
  }

  @Test
  void fixturesBecomeQueriesOfTheTypesOfTheRelation() {
    assertThat(oneLine("{{ get_fixture_sql([{'id': 1}, {'v': \"it's\"}], none) }}"))
        .isEqualTo(
            "select cast(1 as int) as `id`, cast(null as string) as `v` union all select cast(null"
                + " as int) as `id`, cast('it\\'s' as string) as `v`");
    assertThat(oneLine("{{ get_fixture_sql([], none) }}"))
        .isEqualTo("select cast(null as int) as `id`, cast(null as string) as `v` limit 0");
  }

  @Test
  void csvTablesAreMadeFromTables() {
    templates.project.file(
        "models/s.yml",
        "models: [{name: m, config: {file_format: orc, partition_by: b, custom_location: 's3://c/m'}}]\n");
    templates.warehouse.answer(
        "q",
        new QueryResult(
            List.of(Column.of("a", "bigint"), Column.of("b", "string")),
            List.of(List.of(1L, "x"), List.of(2L, "y"))));
    templates.sql(
        "{% set t = run_query('q') %}{% do create_csv_table(model, t) %}{% do load_csv_rows(model, t) %}");

    assertThat(templates.warehouse.queries())
        .endsWith(
            "create table s.m (`a` bigint, `b` string)\nusing orc\npartitioned by (b)\nlocation 's3://c/m'",
            "insert into s.m values (cast(1 as bigint), cast('x' as string)), (cast(2 as bigint),"
                + " cast('y' as string))");
  }

  private String oneLine(String template) {
    return templates.sql(template).replaceAll("\\s+", " ").strip();
  }
}
