package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Macros of a project and of its packages in the place of built-in ones. What is expected of names,
 * dispatch and tests is what dbt-core 1.12.3 made of the same projects.
 */
final class OverriddenMacrosTest {
  @TempDir private Path folder;
  private TestProject project;
  private final InMemoryWarehouse warehouse = new InMemoryWarehouse();

  @BeforeEach
  void newProject() {
    project =
        new TestProject(folder)
            .file("packages.yml", "packages: [{local: pkg}]\n")
            .file("dbt_packages/pkg/dbt_project.yml", "name: pkg\nversion: '1.0.0'\n");
  }

  @Test
  void aProjectNamesItsNodesAndAPackageItsOwn() {
    project
        .file(
            "macros/names.sql",
            "{% macro generate_schema_name(custom_schema_name, node) -%} root_{{ custom_schema_name or"
                + " target.schema }}_{{ node.resource_type }}_{{ node.fqn | join('_') }} {%- endmacro %}\n"
                + "{% macro generate_alias_name(custom_alias_name=none, node=none) -%} al_{{ node.name }}{{"
                + " '__' ~ custom_alias_name if custom_alias_name }} {%- endmacro %}\n"
                + "{% macro generate_database_name(custom_database_name=none, node=none) -%}"
                + "{% do return(custom_database_name) %}{%- endmacro %}")
        .file(
            "dbt_packages/pkg/macros/names.sql",
            "{% macro generate_schema_name(custom_schema_name, node) %}pkg_{{ custom_schema_name }}{% endmacro %}")
        .file("models/a.sql", "{{ config(alias='x', schema='own') }}select '{{ this }}'")
        .file("models/b.sql", "select '{{ this }}' from {{ ref('a') }}")
        .file("dbt_packages/pkg/models/pm.sql", "{{ config(schema='theirs') }}select '{{ this }}'");

    assertThat(compiled("model.e.a")).isEqualTo("select 'root_own_model_e_a.al_a__x'");
    assertThat(compiled("model.e.b"))
        .isEqualTo("select 'root_s_model_e_b.al_b' from root_own_model_e_a.al_a__x");
    assertThat(compiled("model.pkg.pm")).isEqualTo("select 'pkg_theirs.al_pm'");
  }

  @Test
  void callsOfDbtsOwnFunctionsAreNoneOfTheMacrosThatHideThem() {
    project
        .file(
            "macros/own.sql",
            "{% macro ref(x) %}{{ return(builtins.ref(x)) }}{% endmacro %}"
                + "{% macro zip(x) %}{% endmacro %}{% macro other() %}{% endmacro %}")
        .file(
            "dbt_packages/pkg/macros/m.sql",
            "{% macro m() %}{{ ref('a') }}{{ zip([1]) }}{{ other() }}{% endmacro %}")
        .file("models/a.sql", "select 1");

    assertThat(project.open().parse().macros().get(new UniqueId("macro.pkg.m")).dependsOnMacros())
        .containsExactly(new UniqueId("macro.e.other"));
  }

  @Test
  void anEmptyNameIsAnEmptyPartAndNoneLeavesThePartOut() {
    String facts =
        "{{ this }}|{{ this.schema is none }}|{{ this.identifier is none }}|{{ schema }}";
    project
        .file(
            "macros/names.sql",
            "{% macro generate_schema_name(custom, node) %}{{ custom or '' }}{% endmacro %}\n"
                + "{% macro generate_alias_name(custom, node) %}"
                + "{% if node.name == 'none' %}{{ return(none) }}{% endif %}"
                + "{{ custom or node.name }}{% endmacro %}")
        .file("models/a.sql", facts)
        .file("models/b.sql", "{{ config(schema='x', alias=' ') }}" + facts)
        .file("models/none.sql", "{{ config(schema='x') }}" + facts + "{{ model.alias }}");

    assertThat(compiled("model.e.a")).isEqualTo(".a|False|False|");
    assertThat(compiled("model.e.b")).isEqualTo("x.|False|False|x");
    assertThat(compiled("model.e.none")).isEqualTo("x|False|True|xNone");
  }

  @Test
  void aMacroThatNamesNodesIsTheModelItselfAndSeesWhatItsPackageSees() {
    String names =
        "{% macro generate_schema_name(custom, node) %}{{ prefix() }}_{{ model.name }}_"
            + "{{ node.access }}_{{ schema }}_{{ var('v') }}_{{ render('{{ node }}{{ 1 }}') }}"
            + "{% endmacro %}";
    project
        .file(
            "dbt_project.yml",
            "name: e\nversion: '1.0.0'\nprofile: e\nvars: {v: root, pkg: {v: own}}\n")
        .file("macros/prefix.sql", "{% macro prefix() %}r{% endmacro %}")
        .file("dbt_packages/pkg/macros/names.sql", names + "{% macro prefix() %}p{% endmacro %}")
        .file("dbt_packages/pkg/models/pm.sql", "select '{{ this }}'")
        .file(
            "macros/names.sql",
            "{% macro generate_alias_name(custom, node) %}{{ prefix() }}_{{ node.name }}_"
                + "{{ node.relation_name is none }}{{ model.unique_id }}{% endmacro %}");

    assertThat(compiled("model.pkg.pm"))
        .isEqualTo(
            "select 'p_generate_schema_name_protected_s_own_1"
                + ".`r_pm_Truemacro.e.generate_alias_name`'");
  }

  /** dbt's Jinja keeps a template's own macros under another name, so that a project's is meant. */
  @Test
  void aMacroInsideOfAModelIsNotReachedByItsName() {
    project
        .file("macros/known.sql", "{% macro known() %}project{% endmacro %}")
        .file(
            "models/a.sql",
            "{% macro known() %}model{% endmacro %}{% macro own() %}{{ config(alias='x') }}"
                + "{% endmacro %}{% docs d %}{% enddocs %}"
                + "select '{{ known() }} {{ dbt_macro__known() }} {{ own is defined }}'");

    assertThat(compiled("model.e.a")).isEqualTo("select 'project model False'");
  }

  @Test
  void aDatabaseMayBeTheSchemaAgainAndAnEphemeralModelHasNone() {
    project
        .file(
            "macros/names.sql",
            "{% macro generate_database_name(custom_database_name=none, node=none) %}"
                + "{{ 's' if node.config.materialized == 'view' else 'none' }}{% endmacro %}")
        .file("models/a.sql", "select '{{ this }}' from {{ ref('b') }}")
        .file("models/b.sql", "{{ config(materialized='ephemeral') }}select 1 as i");

    assertThat(compiled("model.e.a")).contains("select 's.a' from __dbt__cte__b");
  }

  @Test
  void dispatchAsksThePackagesInTheConfiguredOrderAndThePrefixesWithinEach() {
    project
        .file(
            "dbt_project.yml",
            "name: e\nversion: '1.0.0'\nprofile: e\ndispatch:\n"
                + "  - {macro_namespace: dbt, search_order: [e, pkg, dbt]}\n"
                + "  - {macro_namespace: pkg, search_order: [e, pkg]}\n")
        .file(
            "macros/own.sql",
            "{% macro default__pick() %}root default{% endmacro %}\n"
                + "{% macro spark__right(string_text, length_expression) %}root_right({{ string_text }}){% endmacro %}")
        .file(
            "dbt_packages/pkg/macros/theirs.sql",
            "{% macro spark__concat(fields) %}pkg_concat({{ fields | join(';') }}){% endmacro %}\n"
                + "{% macro default__hash(field) %}pkg_hash({{ field }}){% endmacro %}\n"
                + "{% macro glue__length(expression) %}pkg_length({{ expression }}){% endmacro %}\n"
                + "{% macro pick() %}{{ return(adapter.dispatch('pick', 'pkg')()) }}{% endmacro %}\n"
                + "{% macro default__pick() %}pkg default{% endmacro %}\n"
                + "{% macro spark__pick() %}pkg spark{% endmacro %}")
        .file(
            "models/a.sql",
            "{{ dbt.concat(['a', 'b']) }}, {{ dbt.hash('x') }}, {{ dbt.length('x') }}, {{ pkg.pick() }}, {{"
                + " dbt.right('a', 1) }}, {{ dbt.cast_bool_to_text('b') }}");

    assertThat(compiled("model.e.a"))
        .isEqualTo(
            "pkg_concat(a;b), pkg_hash(x), pkg_length(x), root default, root_right(a), cast(b as string)");
  }

  @Test
  void aMacroOfTheProjectIsWhatPackagesAndBuiltinsCallUnlessTheyNameTheirPackage() {
    project
        .file(
            "macros/own.sql",
            "{% macro should_full_refresh() %}{{ return('mine') }}{% endmacro %}\n"
                + "{% macro type_string() %}mystring{% endmacro %}\n"
                + "{% macro current_timestamp() %}mynow(){% endmacro %}\n"
                + "{% macro query_as(name, sql) %}{{ return('never called by a built-in') }}{% endmacro %}\n"
                + "{% macro ref(name) %}{% do return(builtins.ref(name).include(schema=false)) %}{% endmacro %}")
        .file(
            "dbt_packages/pkg/macros/theirs.sql",
            "{% macro asks() %}{{ should_full_refresh() }} {{ is_incremental() }}{% endmacro %}")
        .file("models/b.sql", "select 1")
        .file(
            "models/a.sql",
            "{{ pkg.asks() }} {{ type_string() }} {{ dbt.type_string() }} {{ snapshot_get_time() }} {{"
                + " dbt.current_timestamp() }} {{ ref('b') }} {{ run_query('select 1').column_names | list if execute }}");

    assertThat(compiled("model.e.a"))
        .isEqualTo("mine False mystring string mynow() current_timestamp() b []");
    assertThat(warehouse.queries()).containsExactly("select 1");
  }

  @Test
  void genericTestsAreReplacedWholeOrInTheirSql() {
    project
        .file(
            "tests/generic/own.sql",
            "{% test not_null(model, column_name) %}select 'own' from {{ model }} where {{ column_name }} is"
                + " null{% endtest %}")
        .file(
            "macros/own.sql",
            "{% macro default__test_accepted_values(model, column_name, values, quote=True) %}select '{{ values"
                + " | length }} {{ quote }}' from {{ model }}{% endmacro %}\n"
                + "{% macro get_where_subquery(relation) %}{% do return('(' ~ relation ~ ' filtered)') %}{% endmacro %}")
        .file(
            "dbt_packages/pkg/macros/theirs.sql",
            "{% macro test_unique(model, column_name) %}select 'pkg unique'{% endmacro %}")
        .file("models/a.sql", "select 1 as c")
        .file("dbt_packages/pkg/models/pm.sql", "select 1 as c")
        .file(
            "models/tests.yml",
            "models: [{name: a, columns: [{name: c, data_tests: [unique, not_null, {accepted_values:"
                + " {arguments: {values: [1, 2], quote: false}}}]}]}]\n")
        .file(
            "dbt_packages/pkg/models/tests.yml",
            "models: [{name: pm, columns: [{name: c, data_tests: [unique, not_null]}]}]\n");

    assertThat(compiledTest("unique_a_c"))
        .isEqualTo(
            "select c as unique_field, count(*) as n_records from (s.a filtered) where c is not null"
                + " group by c having count(*) > 1");
    assertThat(compiledTest("not_null_a_c"))
        .isEqualTo("select 'own' from (s.a filtered) where c is null");
    assertThat(compiledTest("accepted_values_a_c__False__1__2"))
        .isEqualTo("select '2 False' from (s.a filtered)");
    assertThat(compiledTest("unique_pm_c")).isEqualTo("select 'pkg unique'");
    assertThat(compiledTest("not_null_pm_c"))
        .isEqualTo("select 'own' from (s.pm filtered) where c is null");
  }

  @Test
  void aMaterializationOfTheProjectIsMadeOfBuiltinHelpers() {
    warehouse.table(Relation.of("s", "a").ofType(RelationType.TABLE), Column.of("id", "int"));
    project
        .file(
            "macros/own.sql",
            """
            {% materialization staged, default %}
              {%- set target = this.incorporate(type='table') -%}
              {%- set existing = load_cached_relation(this) -%}
              {%- set staging = make_temp_relation(target) -%}
              {%- set mode = incremental_validate_on_schema_change(config.get('on_schema_change'), default='append_new_columns') -%}
              {{ run_hooks([{'sql': 'set before = {{ this.name }}', 'transaction': true}]) }}
              {% call statement('stage') %}{{ create_table_as(true, staging, 'select 1 as id') }}{% endcall %}
              {% if existing is none or should_full_refresh() %}
                {% call statement('main') %}{{ get_create_table_as_sql(false, target, 'select 1 as id') }}{% endcall %}
              {% else %}
                {% do process_schema_changes(mode, existing, target) %}
                {% set find = adapter.get_incremental_strategy_macro(context, 'append') %}
                {% call statement('main') %}{{ find({'target_relation': target, 'temp_relation': staging}) }}{% endcall %}
              {% endif %}
              {% call noop_statement('main2', 'OK 3', 'OK', 3) %}nothing{% endcall %}
              {% do store_result('kept', response='fine') %}
              {% do drop_relation_if_exists(staging) %}
              {{ run_hooks([{'sql': 'set after = 1', 'transaction': false}], inside_transaction=false) }}
              {{ return([mode, load_result('main2').response.rows_affected, load_result('kept').response, {'relations': [target]}]) }}
            {% endmaterialization %}
            """)
        .file(
            "models/a.sql",
            "{{ config(on_schema_change='nonsense') }}{% if execute %}{{ materialization_staged_default() }}{% endif %}");

    assertThat(compiled("model.e.a"))
        .isEqualTo("['append_new_columns', 3, 'fine', {'relations': [<GlueRelation s.a>]}]");
    assertThat(warehouse.queries().stream().map(OverriddenMacrosTest::oneLine))
        .isEqualTo(
            List.of(
                "set before = a",
                "create or replace temporary view a__dbt_tmp as select 1 as id",
                "insert into table s.a select `id` from a__dbt_tmp",
                "set after = 1"));
  }

  @Test
  void aTestDependsOnWhatItsMacroReachesAndOnTheMacroOfItsName() {
    project
        .file(
            "dbt_packages/pkg/macros/m.sql",
            "{% test looks(model, text) %}{{ pkg.inner() }}{% endtest %}"
                + "{% test other(model, text) %}{{ pkg.inner() }}{% endtest %}"
                + "{% macro inner() %}i{% endmacro %}{% macro helper() %}h{% endmacro %}")
        .file(
            "macros/m.sql",
            "{% test looks(model, text) %}root{% endtest %}{% macro mine() %}h{% endmacro %}")
        .file("models/a.sql", "select 1 as i")
        .file(
            "models/s.yml",
            """
            models:
              - name: a
                data_tests:
                  - pkg.looks: {name: named, arguments: {text: "{{ pkg.helper() }}"}}
                  - pkg.other: {name: reached, arguments: {text: "{{ pkg.inner() }}"}}
                  - pkg.other: {name: unreached, arguments: {text: "{{ mine() }}"}}
            """);
    Map<String, List<String>> macros = new TreeMap<>();
    project
        .open()
        .parse()
        .nodes()
        .forEach(
            (id, node) ->
                macros.put(
                    id.value().replaceFirst("(test[.]e[.]\\w+).*", "$1"),
                    node.code().dependsOnMacros().stream().map(UniqueId::value).toList()));

    assertThat(macros)
        .containsEntry(
            "test.e.named", List.of("macro.e.test_looks", "macro.dbt.get_where_subquery"))
        .containsEntry(
            "test.e.reached",
            List.of("macro.pkg.test_other", "macro.pkg.inner", "macro.dbt.get_where_subquery"))
        .containsEntry(
            "test.e.unreached", List.of("macro.pkg.test_other", "macro.dbt.get_where_subquery"));
  }

  private String compiled(String id) {
    ProjectCompiler compiler = project.open();
    return oneLine(compiler.compile(compiler.parse(), new UniqueId(id), warehouse).sql());
  }

  private String compiledTest(String name) {
    ProjectCompiler compiler = project.open();
    Manifest manifest = compiler.parse();
    UniqueId id =
        manifest.nodes().keySet().stream()
            .filter(one -> one.value().contains("." + name + "."))
            .findFirst()
            .orElseThrow();
    return oneLine(compiler.compile(manifest, id, warehouse).sql());
  }

  private static String oneLine(String sql) {
    return sql.replaceAll("\\s+", " ").strip();
  }
}
