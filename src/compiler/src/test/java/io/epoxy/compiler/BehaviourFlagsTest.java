package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each behaviour flag that is on by default does, and what happens without it. */
final class BehaviourFlagsTest {
  /** Flags of what this version does not do yet: whoever adds it takes its flag out of here. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "require_batched_execution_for_custom_microbatch_strategy", "microbatch is not run",
          "require_explicit_package_overrides_for_builtin_materializations",
              "materialization macros are not run",
          "source_freshness_run_project_hooks", "source freshness is not run",
          "skip_nodes_if_on_run_start_fails", "on-run hooks are not run",
          "require_all_warnings_handled_by_warn_error", "--warn-error sees every warning",
          "require_yaml_configuration_for_mf_time_spines", "off only adds a warning",
          "require_nested_cumulative_type_params", "the semantic manifest is not written");

  private static final Set<String> SHOWN =
      Set.of(
          "validate_macro_args",
          "require_generic_test_arguments_property",
          "require_resource_names_without_spaces");

  /** Tested with the state selectors. */
  private static final Set<String> OF_STATE =
      Set.of("state_modified_compare_more_unrendered_values");

  @TempDir private Path folder;

  @Test
  void everyFlagThatIsOnHasItsPlace() {
    Set<String> places = new TreeSet<>(WITHOUT_EFFECT.keySet());
    places.addAll(SHOWN);
    places.addAll(OF_STATE);
    assertThat(places)
        .isEqualTo(
            BehaviourFlags.DEFAULTS.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validate_macro_args|true|Argument b in yaml for macro x does not match",
        "validate_macro_args|false|",
        "require_generic_test_arguments_property|true|Found top-level arguments to test `any`",
        "require_generic_test_arguments_property|false|",
        "require_resource_names_without_spaces|true|Resource names cannot contain spaces",
        "require_resource_names_without_spaces|false|Found spaces in the name of `model.e.b c`"
      })
  void whatAFlagDoesOnAndOff(String flag, boolean on, String told) {
    TestProject project =
        new TestProject(folder)
            .file(
                "dbt_project.yml",
                "name: e\nprofile: e\nflags: {" + flag + ": " + on + quiet(flag) + "}\n")
            .file("models/a.sql", "select 1 as i")
            .file("macros/m.sql", "{% macro x(a) %}{% endmacro %}")
            .file("macros/t.sql", "{% test any(model, k) %}select 1{% endtest %}")
            .file("models/b c.sql", "select 1")
            .file("macros/p.yml", "macros: [{name: x, arguments: [{name: b}]}]")
            .file("models/p.yml", "models: [{name: a, data_tests: [{any: {k: 1}}]}]");

    String all = parse(project) + String.join("\n", project.messages());
    if (told == null) {
      assertThat(all).doesNotContain("Argument b").doesNotContain("top-level arguments");
    } else {
      assertThat(all).contains(told);
    }
  }

  /** The other two of the shown flags, so that only one speaks. */
  private static String quiet(String flag) {
    return SHOWN.stream()
        .filter(other -> !other.equals(flag))
        .map(other -> ", " + other + ": false")
        .collect(Collectors.joining());
  }

  /** What parsing refuses with, if it does. */
  private static String parse(TestProject project) {
    try {
      project.open().parse();
      return "";
    } catch (EpoxyException e) {
      return e.describe();
    }
  }
}
