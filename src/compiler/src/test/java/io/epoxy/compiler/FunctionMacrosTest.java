package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Built-in macros around functions, materialized views and Python models, which projects call and
 * replace.
 */
final class FunctionMacrosTest {
  @TempDir private Path folder;
  private Templates templates;

  @BeforeEach
  void newProject() {
    templates = new Templates(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "scalar_function_create_replace_signature_sql(this) => CREATE OR REPLACE FUNCTION s.f (a int, b string) RETURNS string IMMUTABLE AS",
        "get_aggregate_function_create_replace_signature(this) => CREATE OR REPLACE AGGREGATE FUNCTION s.f (a int, b string) RETURNS string IMMUTABLE AS",
        "formatted_scalar_function_args_sql() => a int, b string",
        "get_formatted_aggregate_function_args() => a int, b string",
        "get_function_python_options() => RUNTIME_VERSION = '3.11' HANDLER = 'main'",
        "get_function_language_specifier() => ''",
        "scalar_function_volatility_javascript() => ''",
        "scalar_function_body_sql().split('\\n') | first => $$",
        "scalar_function_body_sql().split('\\n') | last => $$ LANGUAGE SQL",
      })
  void functionsArePutTogetherFromParts(String call, String text) {
    templates
        .project
        .file("functions/f.sql", "{% if execute %}{{ " + call + " }}{% endif %}")
        .file(
            "functions/f.yml",
            "functions:\n  - name: f\n    config: {volatility: deterministic, runtime_version: '3.11',"
                + " entry_point: main}\n    arguments: [{name: a, data_type: int}, {name: b, data_type:"
                + " string}]\n    returns: {data_type: string}\n");

    assertThat(oneLine(templates.compiled("function.e.f", Map.of())))
        .isEqualTo(text.equals("''") ? "" : text);
  }

  @Test
  void aMaterializedViewIsCreatedReplacedOrLeftByWhatIsThere() {
    String build = "{{ materialized_view_get_build_sql(none, this, this, this) }}";
    templates.project.file(
        "macros/own.sql",
        "{% macro glue__get_create_materialized_view_as_sql(relation, sql) %}create mv {{ relation }}{% endmacro %}");

    assertThat(oneLine(templates.sql(build))).isEqualTo("create mv s.m");
    templates.sql(
        "{% do materialized_view_execute_build_sql('build it', none, this, []) %}"
            + "{% do materialized_view_teardown(none, none, [{'sql': 'after', 'transaction': false}]) %}");
    assertThat(templates.warehouse.queries()).containsExactly("build it", "after");
    assertThat(
            oneLine(
                templates.sql(
                    "{% do materialized_view_execute_no_op(this) %}{{ load_result('main').response }}")))
        .isEqualTo("skip s.m");
  }

  @Test
  void pythonModelsAreFollowedByTheObjectTheyAreCalledWith() {
    templates
        .project
        .file("models/n.sql", "select 1")
        .file(
            "models/m.sql",
            """
            -- depends_on: {{ ref('n') }}
            {% if execute %}{{ py_script_postfix({
                'refs': [{'name': 'n', 'package': none, 'version': none}], 'sources': [],
                'config': {'meta': {'k': 1}, 'config_keys_used': ['a', 'b'], 'config_keys_defaults': [none, 'd'],
                           'a': true, 'meta_keys_used': ['k'], 'meta_keys_defaults': [none]}}) }}{% endif %}
            """);

    assertThat(templates.compiled("model.e.m", Map.of()))
        .contains(
            "def ref(*names, v=None, version=None, dbt_load_df_function=None):",
            "known = {\"n\": \"s.n\"}",
            "config_dict = {'a': True, 'b': 'd'}",
            "meta_dict = {'k': 1}",
            "database, schema, identifier = \"None\", \"s\", \"m\"",
            "self.is_incremental = False");
  }

  @Test
  void icebergTablesOfGlueHaveTheirOwnDropAndTimestamp() {
    templates.project.file(
        "models/s.yml",
        "models: [{name: m, config: {file_format: iceberg, add_iceberg_timestamp: true,"
            + " purge_dropped_iceberg_data: 'True'}}]\n");

    assertThat(oneLine(templates.sql("{{ get_drop_sql(this.incorporate(type='table')) }}")))
        .endsWith("m purge");
    assertThat(oneLine(templates.sql("{{ get_drop_sql(this.incorporate(type='view')) }}")))
        .endsWith("m");
    assertThat(oneLine(templates.sql("{{ add_iceberg_timestamp_column('select 1 as a') }}")))
        .isEqualTo(
            "select current_timestamp() as update_iceberg_ts from ( select 1 as a ) as dbt_source");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
