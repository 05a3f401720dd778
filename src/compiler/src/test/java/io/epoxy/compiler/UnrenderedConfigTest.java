package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Config as it is written is what state comparison looks at: other vars are no change. */
class UnrenderedConfigTest {
  @TempDir private Path root;

  @Test
  void everyLayerIsKeptAsWritten() {
    TestProject project =
        new TestProject(root)
            .file(
                "dbt_project.yml",
                "name: e\nversion: '1.0.0'\nprofile: e\n"
                    + "models: {e: {+schema: \"{{ target.name }}_x\", +tags: t}}\n")
            .file(
                "models/a.sql",
                "{{ config(materialized=var( 'm',\"view\" ), unique_key=['a','b'], alias='z') }}"
                    + " select 1");

    assertThat(written(project, Map.of()))
        .isEqualTo(
            Map.of(
                "schema", "{{ target.name }}_x",
                "tags", "t",
                "materialized", "var('m', 'view')",
                "unique_key", "['a', 'b']",
                "alias", "z"));
    assertThat(written(project, Map.of("m", "table"))).isEqualTo(written(project, Map.of()));
  }

  @Test
  void literalsAreWrittenTheSameWithoutTheEngine() {
    TestProject project =
        new TestProject(root)
            .file("models/a.sql", "{{ config(full_refresh=true, unique_key=[\"a\"]) }} select 1");

    assertThat(written(project, Map.of()))
        .isEqualTo(Map.of("full_refresh", "True", "unique_key", "['a']"));
  }

  @Test
  void configThatIsADictIsKeptAsItsValue() {
    TestProject project =
        new TestProject(root)
            .file("models/a.sql", "{{ config({'alias': var('n', 'z')}) }} select 1");

    assertThat(written(project, Map.of())).isEqualTo(Map.of("alias", "z"));
  }

  private static Map<String, Object> written(TestProject project, Map<String, Object> vars) {
    return project
        .open(vars)
        .parse()
        .nodes()
        .get(UniqueId.of(ResourceType.MODEL, "e", "a"))
        .info()
        .unrenderedConfig();
  }
}
