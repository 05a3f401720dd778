package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** What dbt-core 1.12.3 keeps of these was seen; its static parser reads some of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          bind=False                    | {bind=false}
          bind=false                    | {bind=False}
          a=['x'], m={'k': ['v', True]} | {a=[x], m={k=[v, true]}}
          bind=False, n=1               | {bind=False, n=1}
          m={'k': 1}                    | {m={'k': 1}}
          bind=False, pre_hook='x'      | {bind=False, pre_hook=x}
          tags='t') }}{{ config(b=True  | {tags=t, b=true}
          b=True) -}}{{ config(tags='t' | {b=True}
          b=True) }}{{ var('x', 1       | {b=True}
          """)
  void valuesStayWhatTheyAreWhereTheStaticParserReadsThem(String call, String expected) {
    TestProject project = new TestProject(root).file("models/a.sql", "{{ config(" + call + ") }}");

    assertThat(written(project, Map.of())).hasToString(expected);
  }

  @Test
  void noValueStaysWhereAMacroHidesAFunctionOfTheStaticParser() {
    TestProject project =
        new TestProject(root)
            .file("macros/ref.sql", "{% macro ref(n) %}{{ return(builtins.ref(n)) }}{% endmacro %}")
            .file("models/b.sql", "select 1")
            .file("models/a.sql", "{{ config(bind=False) }} select * from {{ ref('b') }}");

    assertThat(written(project, Map.of())).isEqualTo(Map.of("bind", "False"));
  }

  @Test
  void configThatIsADictIsKeptAsItsValue() {
    TestProject project =
        new TestProject(root)
            .file("models/a.sql", "{{ config({'alias': var('n', 'z')}) }} select 1");

    assertThat(written(project, Map.of())).isEqualTo(Map.of("alias", "z"));
  }

  @Test
  void hooksOfADictAreKeptAsTheyWereRendered() {
    TestProject project =
        new TestProject(root)
            .file(
                "models/a.sql",
                "{{ config(**{'pre-hook': 'x', 'post-hook': before_begin('y')}) }} select 1");

    Map<String, Object> written = written(project, Map.of());
    assertThat(written).containsEntry("pre-hook", "x").containsOnlyKeys("pre-hook", "post-hook");
    assertThat(written.get("post-hook"))
        .asString()
        .isEqualToIgnoringWhitespace("{\"sql\": \"y\", \"transaction\": false}");
    assertThat(model(project, Map.of()).info().config().values().get("post-hook"))
        .asString()
        .isEqualTo("[{sql=y, transaction=false, index=null}]");
  }

  @Test
  void propertyFilesOfModelsAndSeedsCountAsWrittenBesideTheirValues() {
    Map<UniqueId, Map<String, Object>> written = described(true);

    assertThat(written.get(id(ResourceType.MODEL, "a")))
        .isEqualTo(
            Map.of(
                "schema", "{{ var('s') }}",
                "tags", List.of("{{ var('s') }}", "here"),
                "materialized", "var('m', 'table')"));
    assertThat(written.get(id(ResourceType.SEED, "c")))
        .isEqualTo(Map.of("tags", List.of("by_hand", "by_hand")));
  }

  @Test
  void propertyFilesOfTestsCountAsRendered() {
    assertThat(described(true).get(id(ResourceType.TEST, "b")))
        .isEqualTo(Map.of("tags", List.of("here"), "severity", "var('v', 'warn')"));
  }

  @Test
  void withoutTheFlagAllCountsAsRendered() {
    Map<UniqueId, Map<String, Object>> written = described(false);

    assertThat(written.get(id(ResourceType.MODEL, "a")))
        .isEqualTo(Map.of("schema", "here", "tags", List.of("here"), "materialized", "table"));
    assertThat(written.get(id(ResourceType.SEED, "c")))
        .isEqualTo(Map.of("tags", List.of("by_hand")));
    assertThat(written.get(id(ResourceType.TEST, "b")))
        .isEqualTo(Map.of("tags", List.of("here"), "severity", "warn"));
  }

  /** What dbt-core 1.12.3 keeps of this project was seen with both settings of the flag. */
  private Map<UniqueId, Map<String, Object>> described(boolean flag) {
    Map<UniqueId, Map<String, Object>> written = new HashMap<>();
    new TestProject(root)
        .file(
            "dbt_project.yml",
            "name: e\nprofile: e\nvars: {s: here}\n"
                + "flags: {state_modified_compare_more_unrendered_values: "
                + flag
                + "}\n")
        .file("models/a.sql", "{{ config(materialized=var('m', 'table')) }} select 1")
        .file("tests/b.sql", "{{ config(severity=var('v', 'warn')) }} select 1")
        .file("seeds/c.csv", "i\n1\n")
        .file(
            "models/p.yml",
            """
            models: [{name: a, config: {schema: "{{ var('s') }}", tags: ["{{ var('s') }}"]}}]
            seeds: [{name: c, config: {tags: [by_hand]}}]
            data_tests: [{name: b, config: {tags: ["{{ var('s') }}"]}}]
            """)
        .open()
        .parse()
        .nodes()
        .forEach((id, node) -> written.put(id, node.info().unrenderedConfig()));
    return written;
  }

  private static UniqueId id(ResourceType type, String name) {
    return UniqueId.of(type, "e", name);
  }

  private static Map<String, Object> written(TestProject project, Map<String, Object> vars) {
    return model(project, vars).info().unrenderedConfig();
  }

  private static Node model(TestProject project, Map<String, Object> vars) {
    return project.open(vars).parse().nodes().get(id(ResourceType.MODEL, "a"));
  }
}
