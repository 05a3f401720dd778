package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dbt-core 1.12 warns of while it parses, in its words. */
final class DeprecationWarningsTest {
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void start() {
    project = new TestProject(folder).file("models/a.sql", "select 1 as i");
  }

  @Test
  void configKeysOfDataTestsBelongUnderConfig() {
    assertThat(warnings(test("not_null: {severity: warn}")))
        .containsExactly(
            "WARN Found `severity` as a top-level property of `data_tests.not_null.severity` in"
                + " file `models/p.yml`. The `severity` top-level property should be moved into the"
                + " `config` of `data_tests.not_null.severity`.");
  }

  @Test
  void argumentsOfDataTestsBelongUnderArguments() {
    assertThat(warnings(test("accepted_values: {values: [1]}")))
        .containsExactly(
            "WARN Found top-level arguments to test `accepted_values` defined on 'a' in package"
                + " 'e' (models/p.yml). Arguments to generic tests should be nested under the"
                + " `arguments` property.");
    assertThat(warnings(test("accepted_values: {arguments: {values: [1]}}"))).isEmpty();
    assertThat(warnings(test("not_null: {name: n, description: d, config: {}}"))).isEmpty();
  }

  @Test
  void argumentsAreAnArgumentWhenTheFlagIsOff() {
    flag("require_generic_test_arguments_property: false");
    project.file("macros/t.sql", "{% test mine(model, column_name, arguments) %}1{% endtest %}");
    assertThat(warnings(test("mine: {arguments: {values: [1]}}")))
        .singleElement()
        .asString()
        .startsWith(
            "WARN Found `arguments` property in test definition of `mine` ({'values': [1]}) without usage");
  }

  @Test
  void sqlHeaderOfATestIsACustomKeyUnlessTheFlagIsOn() {
    String test = test("not_null: {config: {sql_header: x}}");
    assertThat(warnings(test))
        .containsExactly(
            "WARN Custom key `sql_header` found in `config` at path `models.config` in file"
                + " `models/p.yml`. Custom config keys should move into the `config.meta`.");
    flag("require_sql_header_in_test_configs: true");
    assertThat(warnings(test)).isEmpty();
  }

  @Test
  void deprecatedModelsAndThoseWhoReadThemAreNamed() {
    project.file("models/b.sql", "select * from {{ ref('a') }}");
    assertThat(warnings("models: [{name: a, deprecation_date: 2020-01-01}]"))
        .containsExactly(
            "WARN Model a has passed its deprecation date of 2020-01-01T00:00:00+00:00. This model"
                + " should be disabled or removed.",
            "WARN While compiling 'b': Found a reference to a, which was deprecated on"
                + " '2020-01-01T00:00:00+00:00'. ");
    assertThat(warnings("models: [{name: a, deprecation_date: '2090-01-01 10:00:00+01:00'}]"))
        .containsExactly(
            "WARN While compiling 'b': Found a reference to a, which is slated for deprecation on"
                + " '2090-01-01T10:00:00+01:00'. ");
  }

  @Test
  void anOldVersionPointsToTheNewOne() {
    project
        .file("models/a_v2.sql", "select 1 as i")
        .file("models/b.sql", "select * from {{ ref('a', v=1) }}");
    assertThat(
            warnings(
                "models: [{name: a, versions: [{v: 1, defined_in: a, deprecation_date:"
                    + " 2020-01-01}, {v: 2}]}]"))
        .contains(
            "WARN While compiling 'b': Found a reference to a.v1, which was deprecated on"
                + " '2020-01-01T00:00:00+00:00'. A new version of 'a' is available. Migrate now:"
                + " {{ ref('e', 'a', v='2') }}.");
  }

  @Test
  void blanksInNamesAreWarnedOfWhenTheirFlagIsOff() {
    project.file("models/b c.sql", "select 1");
    flag("require_resource_names_without_spaces: false");
    assertThat(warnings("sources: [{name: s p, tables: [{name: t}]}]"))
        .containsExactly(
            "WARN Found spaces in the name of `model.e.b c`",
            "WARN Spaces found in 1 resource name(s). This is deprecated, and may lead to errors"
                + " when using dbt. Run again with `--debug` to see them all. For more information:"
                + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors",
            "WARN Found spaces in the name of `source.e.s p`",
            "WARN Spaces found in 1 resource name(s). This is deprecated, and may lead to errors"
                + " when using dbt. Run again with `--debug` to see them all. For more information:"
                + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors");
    flag("require_source_and_semantic_model_names_without_spaces: true");
    assertThatThrownBy(() -> warnings("sources: [{name: s p, tables: [{name: t}]}]"))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining(
            "  * 'source.e.s p' (models/p.yml)\nPlease rename the invalid"
                + " resource(s) so that their name(s) do not contain any spaces.");
  }

  @Test
  void aModelAndASeedOfOneNameAreWarnedOfOrRefused() {
    project.file("seeds/a.csv", "i\n1\n");
    String other = "seeds: [{name: a, config: {alias: other}}]";
    assertThat(warnings(other))
        .containsExactly(
            "WARN Found resources with the same name 'a' in package 'e': 'model.e.a' and"
                + " 'seed.e.a'. Please update one of the resources to have a unique name.");
    flag("require_unique_project_resource_names: true");
    assertThatThrownBy(() -> warnings(other))
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("dbt found two resources with the name \"a\".");
  }

  @Test
  void namesOfExposuresAreWords() {
    assertThat(warnings("exposures: [{name: my dash, type: ml, owner: {name: x}}]"))
        .singleElement()
        .asString()
        .contains("my dash does not follow this pattern.");
  }

  @Test
  void flagsInProfilesHaveMoved() {
    project.file("profiles.yml", "config: {use_colors: false}\n" + TestProject.PROFILES);
    assertThat(warnings("models: [{name: a}]"))
        .containsExactly(
            "WARN User config should be moved from the 'config' key in profiles.yml to the 'flags'"
                + " key in dbt_project.yml.");
  }

  @Test
  void tagsBesideTheBlocksOfAFileAreUnexpected() {
    project.file(
        "macros/m.sql", "{% set a = 1 %}{% macro x() %}{% if a %}{% endif %}{% endmacro %}");
    project.file(
        "snapshots/s.sql",
        "{% snapshot s %}{{ config(strategy='check', unique_key='i', check_cols='all') }} select 1"
            + " as i{% endsnapshot %}{% endsnapshot %}");
    assertThat(warnings("models: [{name: a}]"))
        .containsExactly(
            "WARN Found unexpected 'set' block tag. in file `macros/m.sql`",
            "WARN Found unexpected 'endsnapshot' block tag. in file `s.sql`");
  }

  @Test
  void configsThatNoResourceIsUnderAreListed() {
    project.file(
        "dbt_project.yml",
        """
        name: e
        profile: e
        models:
          e: {+tags: x, staging: {+materialized: view}, gone: {+enabled: false}}
          zz: {+enabled: false}
        seeds: {+enabled: true}
        exposures: {meta: {a: 1}}
        """);
    project.file("models/gone/b.sql", "select 1");
    assertThat(warnings("models: [{name: a}]"))
        .containsExactly(
            "WARN Configuration paths exist in your dbt_project.yml file which do not apply to any"
                + " resources.\nThere are 3 unused configuration paths:\n- models.e.staging"
                + "\n- models.zz\n- exposures.meta");
  }

  @Test
  void entriesOfMacrosThatAreNotThereAreNamed() {
    assertThat(warnings("macros: [{name: zz}]"))
        .containsExactly("WARN Found patch for macro \"zz\" which was not found");
  }

  @Test
  void testsOfWhatIsNotThereAreWarnedOfWithoutItsVersion() {
    project.file(
        "tests/x.sql", "{{ ref('zz', v=2) }} {{ ref('p', 'zz') }} {{ source('r', 'zz') }}");

    assertThat(warnings("{}"))
        .containsExactlyInAnyOrder(
            notFound("a node named 'zz' in package ''"),
            notFound("a node named 'zz' in package 'p'"),
            notFound("a source named 'r.zz' in package ''"));
  }

  /** As dbt's core_types.proto names them; also when they are told again from the cache. */
  @Test
  void jsonLogsGetTheFieldsOfTheEvent() {
    project.file("tests/x.sql", "select * from {{ ref('zz') }}");
    project.file("models/b.sql", "select * from {{ ref('a') }}");
    String properties =
        "models: [{name: nope}, {name: a, deprecation_date: 2020-01-01, columns: [{name: i,"
            + " data_tests: [{not_null: {severity: warn}}]}]}]\n"
            + "macros: [{name: m}]\n";
    for (int round = 0; round < 2; round++) {
      project.fields().clear();
      warnings(properties);
      assertThat(project.fields())
          .containsEntry("MacroNotFoundForPatch", Map.of("patch_name", "m"))
          .containsEntry(
              "NoNodeForYamlKey",
              Map.of("patch_name", "nope", "yaml_key", "models", "file_path", "models/p.yml"))
          .containsEntry(
              "NodeNotFoundOrDisabled",
              Map.of(
                  "resource_type_title", "Test",
                  "unique_id", "test.e.x",
                  "original_file_path", "tests/x.sql",
                  "target_kind", "node",
                  "target_name", "zz",
                  "target_package", "",
                  "disabled", "False"))
          .containsEntry(
              "PropertyMovedToConfigDeprecation",
              Map.of(
                  "key",
                  "severity",
                  "file",
                  "models/p.yml",
                  "key_path",
                  "data_tests.not_null.severity"))
          .containsEntry(
              "DeprecatedModel",
              Map.of(
                  "model_name",
                  "a",
                  "model_version",
                  "",
                  "deprecation_date",
                  "2020-01-01T00:00:00+00:00"));
      assertThat(project.fields().get("DeprecatedReference"))
          .containsEntry("model_name", "b")
          .containsEntry("ref_model_name", "a");
    }
  }

  private static String notFound(String target) {
    return "WARN Test 'test.e.x' (tests/x.sql) depends on " + target + " which was not found";
  }

  private void flag(String flag) {
    project.file(
        "dbt_project.yml", "name: e\nversion: '1.0.0'\nprofile: e\nflags: {" + flag + "}\n");
  }

  private static String test(String entry) {
    return "models: [{name: a, columns: [{name: i, data_tests: [{" + entry + "}]}]}]";
  }

  /** What parsing warns of with this property file. */
  private List<String> warnings(String properties) {
    project.file("models/p.yml", properties).messages().clear();
    project.open().parse();
    return List.copyOf(project.messages());
  }
}
