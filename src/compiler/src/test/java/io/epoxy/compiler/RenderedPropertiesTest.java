package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
}
