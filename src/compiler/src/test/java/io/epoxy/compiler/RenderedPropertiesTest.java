package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jinja stands anywhere in a property file, names and versions included. */
final class RenderedPropertiesTest {
  @TempDir private Path folder;

  private TestProject project;

  @BeforeEach
  void createProject() {
    project = new TestProject(folder).file("models/a.sql", "select 1 as id");
  }

  private Manifest parsed(String properties) {
    return project.file("models/s.yml", properties).open(Map.of("v", "a")).parse();
  }

  /** Text without Jinja goes through it too, as dbt-core 1.12.3 shows of the same project. */
  @Test
  void lastLineEndOfATextIsTakenAway() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+meta: {p: \"p\\n\"}}\n");
    project.file(
        "macros/t.sql", "{% test t(model, e) %}{{ config(fail_calc='[' ~ e ~ ']') }}{% endtest %}");
    Manifest manifest =
        parsed(
            """
            models:
              - name: a
                description: |
                  kept
                config:
                  meta: {one: "a\\n", two: "a\\n\\n", line: "a\\r\\nb\\r"}
                data_tests:
                  - t: {arguments: {e: "x\\n"}, config: {where: "y\\n"}}
            """);

    Node model = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(model.info().description()).isEqualTo("kept\n");
    assertThat(model.info().meta())
        .isEqualTo(Map.of("p", "p", "one", "a", "two", "a\n", "line", "a\nb"));
    Node test =
        manifest.nodes().values().stream()
            .filter(node -> node.resourceType() == ResourceType.TEST)
            .findFirst()
            .orElseThrow();
    assertThat(test.info().config().values())
        .containsEntry("fail_calc", "[x]")
        .containsEntry("where", "y");
  }

  @Test
  void namesAreRendered() {
    Manifest manifest =
        parsed(
            """
            groups: [{name: "{{ 'g' }}", owner: {name: o}}]
            models:
              - name: "{{ var('v') }}"
                description: "{{ 'kept until it is shown' }}"
                config: {group: g, meta: {k: "{{ (1 + 1) | as_number }}"}}
                columns: [{name: "{{ 'id' }}", data_tests: [unique]}]
            sources: [{name: "{{ 's' }}", tables: [{name: "{{ 't' }}", data_tests: [{not_null: {column_name: i}}]}]}]
            exposures: [{name: "{{ 'x' }}", type: ml, owner: {name: o}, depends_on: ["ref('a')", "var('v')"]}]
            """);

    Node model = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(model.info().description()).isEqualTo("kept until it is shown");
    assertThat(model.info().group()).contains("g");
    assertThat(model.info().meta()).isEqualTo(Map.of("k", 2L));
    assertThat(model.info().unrenderedConfig())
        .containsEntry("meta", Map.of("k", "{{ (1 + 1) | as_number }}"));
    assertThat(model.info().columns()).containsOnlyKeys("id");
    assertThat(manifest.nodes().keySet())
        .map(UniqueId::value)
        .anyMatch(id -> id.startsWith("test.e.unique_a_id."))
        .anyMatch(id -> id.startsWith("test.e.source_not_null_s_t_i."));
    assertThat(manifest.sources()).containsOnlyKeys(new UniqueId("source.e.s.t"));
    assertThat(manifest.exposures().get(new UniqueId("exposure.e.x")).dependsOn())
        .containsExactly(new UniqueId("model.e.a"));
  }

  @Test
  void whatIsUndefinedIsEmptyText() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+schema: \"{{ nope }}\"}\n");

    Manifest manifest = parsed("models: []\n");

    Node model = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(model.info().config().find("schema")).contains("");
    assertThat(model.relation().schema()).isEqualTo("s_");
  }

  @Test
  void versionsAreRendered() {
    project.file("models/b_v2.sql", "select 1 as id");

    Manifest manifest =
        parsed(
            "models: [{name: b, latest_version: \"{{ 2 }}\", versions: [{v: \"{{ 1 + 1 }}\","
                + " config: {meta: {k: \"{{ var('v') }}\"}}}]}]");

    Node model = manifest.nodes().get(new UniqueId("model.e.b.v2"));
    assertThat(model.info().meta()).isEqualTo(Map.of("k", "a"));
    assertThat(model.info().unrenderedConfig())
        .containsEntry("meta", Map.of("k", "{{ var('v') }}"));
  }

  @Test
  void descriptionsSeeWhatPropertyFilesDo() {
    Manifest manifest =
        parsed(
            """
            models:
              - name: a
                description: "{{ var('v') }} of {{ project_name }}"
                columns: [{name: id, description: "{{ env_var('EPOXY_NOPE', 'none') }}"}]
            """);

    Node model = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(model.info().description()).isEqualTo("a of e");
    assertThat(model.info().columns().get("id").description()).isEqualTo("none");
  }

  @Test
  void textsOfConfigsAreTextsAsPythonWritesThem() {
    project.file("dbt_project.yml", "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+tags: }\n");
    Manifest manifest =
        parsed(
            """
            models:
              - name: a
                config: {alias: 5, schema: [a, 1], unique_key: [b, 2], materialized: {c: true}, tags: [1.0, [d]], packages: }
                columns: [{name: id, data_tests: [{unique: {name: u, config: {limit: '7', where: 5}}}]}]
            """);

    Node model = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(model.info().config().values())
        .containsEntry("alias", "5")
        .containsEntry("schema", "['a', 1]")
        .containsEntry("unique_key", List.of("b", "2"))
        .containsEntry("materialized", "{'c': True}")
        .containsEntry("tags", List.of("None", "1.0", "['d']"))
        .containsEntry("packages", List.of("None"));
    Node test =
        manifest.nodes().values().stream()
            .filter(node -> node.uniqueId().value().startsWith("test."))
            .findFirst()
            .orElseThrow();
    assertThat(test.info().config().values())
        .containsEntry("limit", 7L)
        .containsEntry("where", "5");
  }

  @Test
  void timesAreIsoTextInConfigsAndTimesInVars() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nvars: {t: 2020-01-01 10:00:00, d: 2020-01-02}\n");
    project.file(
        "models/a.sql",
        "{{ config(meta={'c': var('t'), 'u': [nope]}) }}"
            + "{{ var('t') }} {{ (var('d') - var('t').date()).days }} {{ model.config.meta.y }}"
            + " {{ invocation_args_dict.vars }}");
    ProjectCompiler compiler =
        project
            .file("models/s.yml", "models: [{name: a, config: {meta: {y: 2020-01-01 10:00:00}}}]")
            .open(Map.of("o", LocalDate.of(2020, 2, 3)));
    Manifest manifest = compiler.parse();

    UniqueId id = new UniqueId("model.e.a");
    assertThat(manifest.nodes().get(id).info().meta())
        .containsEntry("c", LocalDateTime.of(2020, 1, 1, 10, 0))
        .containsEntry("u", List.of(""));
    assertThat(compiler.compile(manifest, id, new InMemoryWarehouse()).sql())
        .isEqualTo("2020-01-01 10:00:00 1 2020-01-01T10:00:00 {'o': datetime.date(2020, 2, 3)}");
  }

  @Test
  void countsOfFreshnessAreNumbers() {
    Manifest manifest =
        parsed(
            """
            models: [{name: a, config: {freshness: {build_after: {count: "3", period: day}}}}]
            sources:
              - name: s
                config: {loaded_at_field: i, freshness: {warn_after: {count: " 12", period: day}}}
                tables: [{name: t, config: {freshness: {error_after: {count: 1.9, period: day}}}}]
            """);

    assertThat(manifest.sources().get(new UniqueId("source.e.s.t")).freshness().orElseThrow())
        .containsEntry("warn_after", Map.of("count", 12L, "period", "day"))
        .containsEntry("error_after", Map.of("count", 1L, "period", "day"));
    Node model = manifest.nodes().get(new UniqueId("model.e.a"));
    assertThat(model.info().config().map("freshness").get("build_after"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("count", 3L);
  }

  @Test
  void hooksKeepTheirIndexAndANullOfThemIsNone() {
    Node model =
        parsed("models: [{name: a, config: {pre-hook: [{sql: , index: 3}]}}]")
            .nodes()
            .get(new UniqueId("model.e.a"));

    assertThat(model.info().config().values())
        .containsEntry(
            "pre-hook", List.of(Map.of("sql", "None", "transaction", true, "index", 3L)));
  }

  @Test
  void hooksOfPropertiesMayBeJsonTextAndWhatRunsNoneKeepsNone() {
    Manifest manifest =
        parsed(
            """
            models:
              - name: a
                config: {pre-hook: '{"sql": "x", "transaction": false, "index": 1}'}
            groups: [{name: g, owner: {name: o}, config: {pre_hook: x, post-hook: y, own: 1}}]
            """);

    assertThat(manifest.nodes().get(new UniqueId("model.e.a")).info().config().values())
        .containsEntry("pre-hook", List.of(Map.of("sql", "x", "transaction", false, "index", 1L)));
    assertThat(manifest.groups().get(new UniqueId("group.e.g")).config())
        .containsExactlyInAnyOrderEntriesOf(Map.of("meta", Map.of(), "own", 1L));
  }

  @Test
  void aNullOfPropertiesTakesAwayWhatDbtHasNoFieldForAndATestKeepsItsSchema() {
    project.file(
        "dbt_project.yml",
        "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+own: 1, +file_format: delta}\n");
    Manifest manifest =
        parsed(
            """
            groups: [{name: g, owner: {name: o}}]
            models:
              - name: a
                config: {own: null}
                data_tests: [{unique: {column_name: i, config: {schema: null, group: g}}}]
            sources:
              - name: s
                tables: [{name: t, data_tests: [{unique: {column_name: i, config: {group: g}}}]}]
            """);

    assertThat(manifest.nodes().get(new UniqueId("model.e.a")).info().config().values())
        .containsEntry("own", null)
        .containsEntry("file_format", "delta");
    Map<String, Node> tests = new HashMap<>();
    manifest.nodes().values().forEach(node -> tests.put(node.name(), node));
    assertThat(tests.get("unique_a_i").info().config().values())
        .containsEntry("schema", "dbt_test__audit");
    assertThat(tests.get("unique_a_i").info().group()).isEmpty();
    assertThat(tests.get("source_unique_s_t_i").info().group()).contains("g");
  }

  /** In dbt-core 1.12.3 {@code _is_norender_key} knows no key with a hyphen. */
  @Test
  void onlyHooksThatAreWrittenWithAnUnderscoreWaitForTheirTurn() {
    Node model =
        parsed(
                "models: [{name: a, config: {pre-hook: \"{{ 1 + 1 }}\", post_hook: \"{{ 1 + 1 }}\"}}]")
            .nodes()
            .get(new UniqueId("model.e.a"));

    assertThat(model.info().config().values().get("pre-hook").toString()).contains("sql=2,");
    assertThat(model.info().config().values().get("post-hook").toString())
        .contains("sql={{ 1 + 1 }},");
  }

  @Test
  void keysBelowConfigAndDeeperNeedNotBeText() {
    Manifest manifest = parsed("models: [{name: a, config: {meta: {2: y, 3: {4: 5}}}}]");

    assertThat(manifest.nodes().get(new UniqueId("model.e.a")).info().meta())
        .isEqualTo(Map.of("2", "y", "3", Map.of("4", 5L)));
  }
}
