package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which names the templates of each kind of YAML file see. The table is what the renderers of
 * dbt-core 1.12.3 answered for each of the names.
 */
final class YamlContextsTest {
  private static final List<String> EVERYWHERE =
      List.of(
          "env_var var flags modules fromjson tojson fromyaml toyaml set set_strict zip zip_strict"
              + " return log print local_md5 diff_of_two_dicts dbt_version invocation_id"
              + " run_started_at thread_id builtins context range dict lipsum cycler joiner"
              + " namespace",
          "ref source doc config this model graph adapter api execute exceptions schema database"
              + " dbt_metadata_envs invocation_args_dict selected_resources load_result run_query"
              + " statement metric validation render write try_or_compiler_error store_result sql"
              + " is_incremental dbt dbt_utils adapter_macro connection_name");

  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project = new TestProject(folder).file("models/a.sql", "select 1");
  }

  /** A kind of file, the names that it has besides, and those that it lacks besides. */
  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(File.PROJECT, "target env", "project_name"),
        Arguments.of(File.PROFILES, "", "target env project_name"),
        Arguments.of(File.PROPERTIES, "target env project_name", ""));
  }

  private enum File {
    PROJECT,
    PROFILES,
    PROPERTIES
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachFileSeesItsNames(File file, String more, String fewer) {
    for (String name : words(EVERYWHERE.get(0), more)) {
      assertThat(rendered(file, "{{ 'yes' if " + name + " is defined else 'no' }}"))
          .as(name)
          .isEqualTo("yes");
    }
    for (String name : words(EVERYWHERE.get(1), fewer)) {
      assertThat(rendered(file, "{{ 'yes' if " + name + " is defined else 'no' }}"))
          .as(name)
          .isEqualTo("no");
    }
  }

  private static List<String> words(String names, String more) {
    return Stream.of(names, more)
        .flatMap(text -> Arrays.stream(text.split(" ")))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private Object rendered(File file, String template) {
    String meta = "{k: \"" + template + "\"}";
    String projectMeta = file == File.PROJECT ? meta : "{}";
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+meta: " + projectMeta + "}\n");
    String key = file == File.PROFILES ? template : "";
    project.file(
        "profiles.yml",
        "e:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: s, k: \"" + key + "\"}\n");
    project.file(
        "models/s.yml",
        "models: [{name: a, config: {meta: " + (file == File.PROPERTIES ? meta : "{}") + "}}]");
    Map<String, String> env = ImmutableMap.of("EV", "ev", "EVN", "12");
    CompilerOptions options = project.options(Map.of("cv", "cli"), env, Optional.empty());
    if (file == File.PROFILES) {
      return ProjectCompiler.loadTarget(options).values().get("k");
    }
    return ProjectCompiler.open(options)
        .parse()
        .nodes()
        .get(new UniqueId("model.e.a"))
        .info()
        .meta()
        .get("k");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void expressionsGiveWhatDbtGives(String expression, Object answer) {
    for (File file : File.values()) {
      assertThat(rendered(file, "{{ " + expression + " }}")).as(file.name()).isEqualTo(answer);
    }
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("env_var('EV')", "ev"),
        Arguments.of("env_var('NOPE', 'd')", "d"),
        Arguments.of("env_var('EVN')", "12"),
        Arguments.of("env_var('EVN') | as_number", 12L),
        Arguments.of("env_var('EVN') | int", 12L),
        Arguments.of("'[1, 2]' | as_native", List.of(1L, 2L)),
        Arguments.of("'True' | as_bool", true),
        Arguments.of("5 | as_text", "5"),
        Arguments.of("var('cv')", "cli"),
        Arguments.of("var('nope', 'd')", "d"),
        Arguments.of("builtins.env_var('EV')", "ev"),
        Arguments.of("context['var']('cv')", "cli"),
        Arguments.of("local_md5('a')", "0cc175b9c0f1b6a831c399e269772661"),
        Arguments.of("modules.datetime.date(2020, 1, 2).isoformat()", "2020-01-02"),
        Arguments.of("fromjson('[1]')[0] + 1", 2L),
        Arguments.of("log('x')", ""));
  }

  @Test
  void packagesYmlKnowsNoTarget() {
    project.file("packages.yml", "packages: [{local: \"{{ target.name }}\"}]");

    assertThatThrownBy(() -> project.open())
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("'target' is undefined");
  }

  @Test
  void aValueThatContainsItselfIsRefused() {
    project.file("models/s.yml", "models: [{name: a, config: {meta: {k: \"{{ context }}\"}}}]");

    assertThatThrownBy(() -> project.open().parse())
        .isInstanceOf(EpoxyException.class)
        .hasMessageContaining("maximum recursion depth exceeded");
  }

  /** dbt-core 1.12 {@code ConfiguredVar}, as its parse of the same project shows. */
  @Test
  void varsOfPropertyFilesAreNotRenderedAndAskedForOnTheCommandLineAlone() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nvars: {v: \"{{ target.schema }}_x\"}\n");
    project.file(
        "models/s.yml",
        "models: [{name: a, config: {meta: {k: \"{{ var('v') }}\", c: \"{{ var('c') }}\","
            + " h: \"{{ var.has_var('v') }} {{ var.has_var('c') }}\"}}}]");
    Map<String, Object> meta =
        project
            .open(Map.of("c", "{{ 1 + 1 }}"))
            .parse()
            .nodes()
            .get(new UniqueId("model.e.a"))
            .info()
            .meta();
    assertThat(meta)
        .containsEntry("k", "{{ target.schema }}_x")
        .containsEntry("c", "{{ 1 + 1 }}")
        .containsEntry("h", "False True");
  }
}
