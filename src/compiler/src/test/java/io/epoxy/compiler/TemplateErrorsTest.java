package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code exceptions} and wrong calls say, in dbt's words. */
final class TemplateErrorsTest {
  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "raise_compiler_error('no') => Compilation Error in model m (models/m.sql)\\n  no",
        "raise_database_error('no') => Database Error in model m (models/m.sql)\\n  no",
        "raise_dependency_error('no') => Runtime Error in model m (models/m.sql)\\n  no",
        "raise_fail_fast_error('no') => Runtime Error in model m (models/m.sql)\\n  no",
        "raise_not_implemented('no') => ERROR: no",
        "raise_cache_inconsistent('no') => Internal Error\\n  Cache inconsistency detected: no",
        "raise_not_implemented() => raise_not_implemented() missing 1 required positional argument: 'msg'",
        "warn('a', 'b', 'c') => warn() takes from 1 to 2 positional arguments but 3 were given",
        "raise_dataclass_not_dict('x') => The object (\"x\") was used as a dictionary.",
        "missing_relation(this) => Relation s.m not found!",
        "missing_config(model, 'k') => Model 'model.e.m' does not define a required config parameter 'k'.",
        "missing_materialization(model, 'glue') => No materialization 'view' was found for adapter glue! (searched types 'default' and 'glue')",
        "relation_wrong_type(this.incorporate(type='view'), 'table') => Trying to create table s.m, but it currently exists as a view. Either drop s.m manually, or run dbt with `--full-refresh` and dbt will drop it for you.",
        "column_type_missing(['a']) => the YAML configuration for the ['a'] column(s).",
        "raise_contract_error([], []) => This model has an enforced contract, and its 'columns' specification is missing",
        "raise_ambiguous_alias(model, model) => dbt found two resources with the database representation \"None.s.m\".",
        "raise_ambiguous_catalog_match('u', 'a', 'b') => dbt found two relations in your warehouse with similar database identifiers.",
        "raise_dep_not_found(model, 'd', 'p') => The required package \"p\" was not found. Is the package installed?",
        "raise_duplicate_patch_name(model, 'x.yml') => dbt found two schema.yml entries for the same resource named m.",
        "raise_duplicate_resource_name(model, model) => dbt found two resources with the name \"m\".",
        "raise_invalid_property_yml_version('p', 'i') => The yml property file at p is invalid because i.",
      })
  void eachFunctionHasDbtsSentence(String call, String sentence) {
    assertThatThrownBy(() -> templates.sql("{{ exceptions." + call + " }}"))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining(sentence.replace("\\n", "\n"));
  }

  @Test
  void warningsAreToldAndPrintAsNothing() {
    assertThat(
            templates.sql(
                "[{{ exceptions.warn('w') }}]"
                    + "{% do exceptions.warn_snapshot_timestamp_data_types('a', 'b') %}"))
        .isEqualTo("[]");
    assertThat(templates.project.messages())
        .contains("WARN w")
        .anyMatch(
            text -> text.startsWith("WARN Data type of snapshot table timestamp columns (a)"));
  }

  @Test
  void aBrokenContractIsShownAsATable() {
    String promised =
        "[{'name': 'a', 'data_type': 'int'}, {'name': 'b', 'data_type': 'string'},"
            + " {'name': 'c', 'data_type': 'int'}]";
    String found =
        "[{'name': 'a', 'data_type': 'int'}, {'name': 'd', 'data_type': 'date'}, "
            + "{'name': 'b', 'data_type': 'bigint'}]";

    assertThatThrownBy(
            () ->
                templates.sql(
                    "{{ exceptions.raise_contract_error(" + promised + ", " + found + ") }}"))
        .hasMessageContaining(
            "  | column_name | definition_type | contract_type | mismatch_reason       |\n"
                + "  | ----------- | --------------- | ------------- | --------------------- |\n"
                + "  | b           | bigint          | string        | data type mismatch    |\n"
                + "  | c           |                 | int           | missing in definition |\n"
                + "  | d           | date            |               | missing in contract   |");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "ref() => ref() takes at most two arguments (0 given)",
        "ref('a', 'b', 'c') => ref() takes at most two arguments (3 given)",
        "source('a') => source() takes exactly two arguments (1 given)",
        "source('a', 'b', x=1) => BaseSourceResolver.__call__() got an unexpected keyword argument 'x'",
        "var('n') => Required var 'n' not found in config:",
        "env_var('N') => Env var required but not provided: 'N'",
        "env_var('DBT_ENV_SECRET_X') => Secret env vars are allowed only in profiles.yml or packages.yml. Found 'DBT_ENV_SECRET_X' referenced elsewhere.",
        "config.require('nope') => Model 'model.e.m' does not define a required config parameter 'nope'.",
        "config.meta_require('nope') => Model 'model.e.m' does not define a required config parameter 'nope'.",
        "set_strict(1) => 'int' object is not iterable",
        "zip_strict(1, 2) => 'int' object is not iterable",
        "load_agate_table() => can only load_agate_table for seeds (got a model)",
        "submit_python_job(model, 'x') => submit_python_job is not intended to be called here, at model m",
        "adapter_macro('x') => The \"adapter_macro\" macro has been deprecated.",
        "adapter.dispatch('a.b') => In adapter.dispatch, got a macro name of \"a.b\", but \".\" is not a valid macro name component.",
        "adapter.dispatch('nope', 'e') => In dispatch: No macro named 'nope' found within namespace: 'e'\\n      Searched for: 'e.glue__nope', 'e.spark__nope', 'e.default__nope', 'e.glue__nope', 'e.spark__nope', 'e.default__nope'",
        "adapter.execute_pyspark('x') => adapter.execute_pyspark() is not available in Epoxy.",
        "adapter.get_hard_deletes_behavior({'hard_deletes': 'x'}) => Invalid setting for property hard_deletes.",
        "adapter.get_incremental_strategy_macro(context, 'x') => dbt could not find an incremental strategy macro with the name \"get_incremental_x_sql\" in e",
        "adapter.quote_seed_column('a', 'b') => The seed configuration value of \"quote_columns\" has an invalid type",
        "this.matches() => Tried to match relation, but no search path was passed!",
        "this.matches(identifier='M') => When searching for a relation, dbt found an approximate match.",
        "this.matches(schema='s', identifier='M') => Searched for: s.M\\n  Found: s.m",
        "this | list => The object (\"s.m\") was used as a dictionary. This capability has been removed from objects of this type.",
        "this | length => The object (\"s.m\") was used as a dictionary.",
        "this is iterable => The object (\"s.m\") was used as a dictionary.",
        "this.include(nope=true) => BaseRelation.include() got an unexpected keyword argument 'nope'",
        "log() => BaseContext.log() missing 1 required positional argument: 'msg'",
        "print('a', 'b') => BaseContext.print() takes 1 positional argument but 2 were given",
        "var('a', 'b', 'c') => Var.__call__() takes from 2 to 3 positional arguments but 4 were given",
        "env_var(5) => 'int' object has no attribute 'startswith'",
        "diff_of_two_dicts() => BaseContext.diff_of_two_dicts() missing 2 required positional arguments: 'dict_a' and 'dict_b'",
        "tojson(1, value=2) => BaseContext.tojson() got multiple values for argument 'value'",
        "config.get() => RuntimeConfigObject.get() missing 1 required positional argument: 'name'",
        "config.require('materialized', validation.any('x')) => Expected value \"view\" to be one of x",
        "adapter.get_relation() => SparkAdapter.get_relation() missing 3 required positional arguments: 'database', 'schema', and 'identifier'",
        "adapter.behavior.nope => The flag nope has not been registered.",
        "adapter.dispatch('a', ['dbt']) => In adapter.dispatch, got a <class 'list'> macro_namespace argument (\"['dbt']\"), but macro_namespace should be None or a string.",
        "adapter.dispatch('a', packages=['dbt']) => For more information, see:\\n  \\n  https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch",
        "ref(5) => The name argument to ref() must be a string, got <class 'int'>",
        "ref(none, 'a') => The package argument to ref() must be a string, got <class 'NoneType'>",
        "model.nope.more => 'dict object' has no attribute 'nope'. This can happen when calling a macro that does not exist.",
        "this.include(database=true) => only one can be set",
        "api.Relation.create(type='x') => Field \"type\" of type Optional[RelationType] in SparkRelation has invalid value 'x'",
        "try_or_compiler_error('bad', modules.datetime.datetime.strptime, 'x', '%Y') => Compilation Error in model m (models/m.sql)\\n  bad",
        "validation.any('a')('b') => Expected value \"b\" to be one of a",
        "convert_datetime('x', '%Y') => The provided partition date 'x' does not match the expected format '%Y'",
        "dates_in_range('20240102', '20240101') => Partition start date is after the end date",
        "dbt.dateadd('fortnight', 1, 'a') => macro dateadd not implemented for datepart ~ 'fortnight' ~ on Spark",
        "dbt.get_powers_of_two(0) => upper bound must be positive",
        "get_create_sql(this.incorporate(type='external'), 'x') => has not been implemented for: external",
        "get_merge_update_columns(['a'], ['b'], []) => Model cannot specify merge_update_columns and merge_exclude_columns.",
        "format_row({'z': 1}, {'a': 'int'}) => Invalid column name: 'z' in unit test fixture for 'm'.",
        "strategy_dispatch('p.x') => Could not find package 'p', called with 'p.x'",
        "strategy_dispatch('x') => The specified strategy macro 'x' was not found in package 'None'",
        "load_relation('x') => 'str object' has no attribute 'schema'",
        "undefined_macro() => 'undefined_macro' is undefined. This can happen when calling a macro that does not exist.",
      })
  void wrongCallsAreRefused(String call, String sentence) {
    assertThatThrownBy(() -> templates.sql("{{ " + call + " }}"))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining(sentence.replace("\\n", "\n"));
  }

  /** A node's own text may ask anything of what is undefined while it is parsed, a macro not. */
  @Test
  void macrosAreStrictWhileParsing() {
    templates
        .project
        .file("macros/m.sql", "{% macro m(a) %}{{ a.b }}{{ nothing.b }}{% endmacro %}")
        .file("models/fine.sql", "{{ nothing.b('c').d }}{{ config(materialized='table') }}")
        .file("models/a.sql", "{{ m(nothing) }}")
        .file("models/b.sql", "{{ run_query('select 1').rows }}")
        .file("models/c.sql", "{{ render('{{ nothing.b }}') }}");

    assertThatThrownBy(() -> templates.project.open().parse())
        .hasMessageContaining(
            "model a (models/a.sql)\n  'nothing' is undefined. This can happen when calling a macro"
                + " that does not exist.")
        .hasMessageContaining(
            "model b (models/b.sql)\n  'None' has no attribute 'table'. This can happen when")
        .hasMessageContaining("model c (models/c.sql)\n  'nothing' is undefined.")
        .hasMessageNotContaining("fine.sql");
  }

  @Test
  void methodsOfThePythonSessionNameWhatToDoInstead() {
    assertThatThrownBy(() -> templates.sql("{{ adapter.add_lf_tags(this, {}) }}"))
        .isInstanceOfSatisfying(
            EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
        .hasMessageContaining("Set the config lf_tags_config");
  }

  @Test
  void aResultCanBeTakenOnce() {
    String statement = "{% call statement('q', fetch_result=true) %}select 1{% endcall %}";
    String main = "{% call statement('main') %}select 1{% endcall %}";

    assertThat(templates.sql(main + "{% do load_result('main') %}{{ load_result('main').data }}"))
        .isEqualTo("[]");
    assertThatThrownBy(
            () -> templates.sql(statement + "{% do load_result('q') %}{{ load_result('q') }}"))
        .hasMessageContaining(
            "The 'statement' result named 'q' has already been loaded into a variable");
  }
}
