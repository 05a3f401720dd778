package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each behaviour flag does on and off, by the sources of dbt-core 1.12.3. */
final class BehaviourFlagsTest {
  /** Flags that change nothing here, and why: whoever changes that takes its flag out of here. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "require_explicit_package_overrides_for_builtin_materializations",
          "materialization macros are not run",
          "source_freshness_run_project_hooks",
          "source freshness is not run",
          "skip_nodes_if_on_run_start_fails",
          "on-run hooks are not run",
          "state_modified_compare_vars",
          "dbt 1.12.3 reads it nowhere either",
          "enable_grouped_warn_error_parser_logs",
          "all problems of a project are reported together in any case",
          "latest_version_pointer_enabled_by_default",
          "pointers to the latest version are not built",
          "require_event_names_in_deprecations",
          "dbt 1.12.3 looks it up in lower case, where it keeps no flag: it never changed a line",
          "support_custom_ref_kwargs",
          "a test's arguments call the project's own ref() in any case");

  /** Flags whose tests are elsewhere, by the test. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "state_modified_compare_more_unrendered_values", "the state selectors",
          "require_all_warnings_handled_by_warn_error", "EventsTest",
          "require_sql_header_in_test_configs", "DeprecationWarningsTest",
          "use_catalogs_v2", "BrokenProjectsTest");

  private static final String SPINE =
      "{name: days, time_spine: {standard_granularity_column: d},"
          + " columns: [{name: d, granularity: day}]}";

  private static final String METRIC =
      """
      semantic_models:
        - name: sales
          model: ref('a')
          defaults: {agg_time_dimension: day_of}
          entities: [{name: sale, type: primary, expr: i}]
          dimensions: [{name: day_of, type: time, type_params: {time_granularity: day}}]
          measures: [{name: total, agg: sum, expr: i}]
      metrics:
        - name: running
          label: Running
          type: cumulative
          type_params: {measure: total, %s}
      """;

  @TempDir private Path folder;

  /**
   * A project that a flag makes a difference to.
   *
   * @param on what is told, or found, when the flag is on
   * @param off when it is off; empty when nothing is
   */
  private record Case(String flag, Map<String, String> files, String on, String off) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>(ofNames());
    cases.addAll(ofSemantics());
    cases.add(
        new Case(
            "validate_macro_args",
            Map.of(
                "macros/m.sql", "{% macro x(a) %}{% endmacro %}",
                "macros/p.yml", "macros: [{name: x, arguments: [{name: b}]}]"),
            "Argument b in yaml for macro x does not match",
            ""));
    cases.add(
        new Case(
            "require_generic_test_arguments_property",
            Map.of(
                "macros/t.sql", "{% test any(model, k) %}select 1{% endtest %}",
                "models/p.yml", "models: [{name: a, data_tests: [{any: {k: 1}}]}]"),
            "Found top-level arguments to test `any`",
            ""));
    cases.add(
        new Case(
            "require_valid_schema_from_generate_schema_name",
            Map.of(
                "macros/s.sql",
                "{% macro generate_schema_name(custom, node) %}{{ return(none) }}{% endmacro %}"),
            "Please set a valid schema name, or preserve the legacy behavior",
            "WARN Node 'model.e.a' has a schema set to None as a result of a"
                + " generate_schema_name call. Please set a valid schema name."));
    cases.add(
        new Case(
            "require_batched_execution_for_custom_microbatch_strategy",
            Map.of(
                "macros/s.sql",
                "{% macro get_incremental_microbatch_sql(arg_dict) %}select 1{% endmacro %}",
                "models/b.sql",
                "{{ config(materialized='incremental', incremental_strategy='microbatch',"
                    + " event_time='i', begin='2024-01-01', batch_size='day') }} select 1 as i"),
            "",
            "The use of a custom microbatch macro outside of batched execution is deprecated"));
    return cases;
  }

  private static List<Case> ofNames() {
    return List.of(
        new Case(
            "require_resource_names_without_spaces",
            Map.of("models/b c.sql", "select 1"),
            "Resource names cannot contain spaces",
            "Found spaces in the name of `model.e.b c`"),
        new Case(
            "require_source_and_semantic_model_names_without_spaces",
            Map.of("models/s.yml", "sources: [{name: x y, tables: [{name: t}]}]"),
            "Resource names cannot contain spaces",
            "Found spaces in the name of `source.e.x y`"),
        new Case(
            "require_unique_project_resource_names",
            Map.of(
                "seeds/a.csv", "i\n1\n", "seeds/p.yml", "seeds: [{name: a, config: {alias: b}}]"),
            "dbt found two resources with the name \"a\"",
            "WARN Found resources with the same name 'a' in package 'e'"),
        new Case(
            "require_corrected_analysis_fqns",
            Map.of("analyses/sub/n.sql", "select 1"),
            "fqn e.sub.n",
            "fqn e.analysis.sub.n"),
        new Case(
            "allow_jinja_file_extensions",
            Map.of("models/late.sql.jinja", "select 1", "models/more.sql.j2", "select 2"),
            "fqn e.more",
            ""),
        new Case(
            "require_ref_searches_node_package_before_root",
            Map.of(
                "packages.yml", "packages: [{local: p}]",
                "dbt_packages/p/dbt_project.yml", "name: p\n",
                "dbt_packages/p/models/a.sql", "{{ config(alias='p_a') }} select 2 as i",
                "dbt_packages/p/models/reader.sql", "select * from {{ ref('a') }}"),
            "model.p.reader reads model.p.a",
            "WARN The node 'reader'in package 'p' depends on the root project node 'model.e.a'."));
  }

  private static List<Case> ofSemantics() {
    return List.of(
        new Case(
            "require_nested_cumulative_type_params",
            Map.of(
                "models/days.sql",
                "select 1 as d",
                "models/s.yml",
                "models: [" + SPINE + "]\n" + METRIC.formatted("window: 7 days")),
            "Cumulative fields `type_params.window` and `type_params.grain_to_date` should be"
                + " nested",
            "WARN Cumulative fields `type_params.window` and `type_params.grain_to_date` have been"
                + " moved"),
        new Case(
            "require_yaml_configuration_for_mf_time_spines",
            Map.of(
                "models/metricflow_time_spine.sql",
                "select 1 as date_day",
                "models/s.yml",
                METRIC.formatted("expr: i")),
            "",
            "WARN Time spines without YAML configuration are in the process of deprecation"));
  }

  @Test
  void everyFlagHasItsPlace() {
    Set<String> places = new TreeSet<>(WITHOUT_EFFECT.keySet());
    places.addAll(ELSEWHERE.keySet());
    cases().forEach(one -> places.add(one.flag()));
    assertThat(places).isEqualTo(new TreeSet<>(BehaviourFlags.DEFAULTS.keySet()));
  }

  private static Stream<Arguments> settings() {
    return cases().stream()
        .flatMap(one -> Stream.of(Arguments.of(one, true), Arguments.of(one, false)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void whatAFlagDoesOnAndOff(Case one, boolean on) {
    TestProject project =
        new TestProject(folder)
            .file(
                "dbt_project.yml", "name: e\nprofile: e\nflags: {" + one.flag() + ": " + on + "}\n")
            .file("models/a.sql", "select 1 as i");
    one.files().forEach(project::file);

    String told = told(project);

    String wanted = on ? one.on() : one.off();
    String other = on ? one.off() : one.on();
    assertThat(told).contains(wanted);
    if (!other.isEmpty()) {
      assertThat(told).doesNotContain(other);
    }
  }

  /** What parsing refuses with, or else what it found and warned of. */
  private static String told(TestProject project) {
    try {
      Manifest manifest = project.open().parse();
      String found =
          Stream.concat(
                  manifest.nodes().values().stream()
                      .map(node -> "fqn " + String.join(".", node.info().fqn())),
                  manifest.nodes().values().stream()
                      .flatMap(
                          node ->
                              node.dependsOn().stream()
                                  .map(id -> node.uniqueId() + " reads " + id)))
              .collect(Collectors.joining("\n"));
      return found + "\n" + String.join("\n", project.messages());
    } catch (EpoxyException e) {
      return e.describe();
    }
  }
}
