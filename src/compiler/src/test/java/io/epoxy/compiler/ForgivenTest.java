package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.compiler.load.ProjectFlagsReader;
import io.epoxy.compiler.select.Selection;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks like an error and is none, as dbt-core 1.12.3 parses the same projects. */
final class ForgivenTest {
  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project = new TestProject(folder).file("models/a.sql", "select 1 as i");
  }

  @Test
  void aWrongEntryOfSingularTestsEndsTheirSectionWithAWarning() {
    project
        .file("tests/first.sql", "select 1")
        .file("tests/last.sql", "select 1")
        .file(
            "tests/t.yml",
            "data_tests: [{name: first, description: one}, {name: 2}, {name: last, description:"
                + " two}]");
    Manifest manifest = project.open().parse();

    assertThat(description(manifest, "first")).isEqualTo("one");
    assertThat(description(manifest, "last")).isEmpty();
    assertThat(project.messages())
        .filteredOn(text -> text.startsWith("WARN"))
        .singleElement()
        .asString()
        .startsWith(
            "WARN Unable to parse 'data_tests' section of file 'tests/t.yml'\nParsing Error")
        .contains("at path ['name']: 2 is not of type 'string'", "tests/t.yml:1");
  }

  /** dbt-glue's relation takes any database and never writes it; dbt-spark's refuses. */
  @Test
  void databasesOfDbtGlueThatAreNoCatalogsAreNotPartOfNames() {
    project
        .file(
            "profiles.yml",
            "e: {target: dev, outputs: {dev: {type: glue, schema: s, conf:"
                + " 'spark.sql.catalog.other=org.apache.iceberg.spark.SparkCatalog'}}}")
        .file(
            "macros/names.sql",
            "{% macro generate_database_name(custom_database_name=none, node=none) %}"
                + "awsdatacatalog{% endmacro %}")
        .file(
            "models/s.yml",
            "sources: [{name: raw, database: awsdatacatalog, tables: [{name: t}]},"
                + " {name: far, database: other, tables: [{name: t}]},"
                + " {name: ice, database: glue_catalog, tables: [{name: t}]}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(new UniqueId("model.e.a")).relation().render())
        .isEqualTo("s.a");
    assertThat(manifest.sources().values())
        .extracting(source -> source.relation().render())
        .containsExactlyInAnyOrder("raw.t", "other.far.t", "glue_catalog.ice.t");
    assertThat(manifest.sources().values())
        .extracting(source -> source.database().orElseThrow())
        .containsExactlyInAnyOrder("awsdatacatalog", "other", "glue_catalog");
  }

  /** A test's fqn leaves out one folder, that of its model all of model-paths. */
  @Test
  void testsOfModelsInDeepFoldersHaveLongerNames() {
    project
        .file(
            "dbt_project.yml", "name: e\nversion: '1.0.0'\nprofile: e\nmodel-paths: [sql/models]\n")
        .file("sql/models/x/b.sql", "select 1 as i")
        .file(
            "sql/models/x/s.yml",
            "models: [{name: b, data_tests: [{unique: {column_name: i}}]}]\n"
                + "unit_tests: [{name: u, model: b, given: [], expect: {rows: [{i: 1}]}}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(new UniqueId("model.e.b")).info().fqn())
        .containsExactly("e", "x", "b");
    assertThat(
            manifest.nodes().values().stream()
                .filter(TestNode.class::isInstance)
                .map(test -> test.info().fqn()))
        .containsExactly(List.of("e", "models", "x", "unique_b_i"));
    assertThat(manifest.unitTests().values())
        .extracting(test -> test.info().fqn())
        .containsExactly(List.of("e", "models", "x", "b", "u"));
  }

  private static String description(Manifest manifest, String test) {
    return manifest.nodes().get(new UniqueId("test.e." + test)).info().description();
  }

  @Test
  void aTestWithoutMacroDependsOnNone() {
    project.file("models/s.yml", "models: [{name: a, data_tests: [gone]}]");

    assertThat(
            project.open().parse().nodes().values().stream()
                .filter(TestNode.class::isInstance)
                .map(node -> node.code().dependsOnMacros()))
        .containsExactly(
            List.of(new UniqueId("None"), new UniqueId("macro.dbt.get_where_subquery")));
  }

  @Test
  void anUnknownMetaColumnOfASnapshotIsDropped() {
    project.file(
        "snapshots/s.yml",
        "snapshots: [{name: s, relation: ref('a'), config: {strategy: check, check_cols: all,"
            + " unique_key: i, snapshot_meta_column_names: {dbt_nope: x, dbt_scd_id: y}}}]");

    Manifest manifest = project.open().parse();
    Object names =
        manifest
            .nodes()
            .get(new UniqueId("snapshot.e.s"))
            .info()
            .config()
            .values()
            .get("snapshot_meta_column_names");
    assertThat((Map<?, ?>) names).hasSize(5);
    assertThat(((Map<?, ?>) names).get("dbt_scd_id")).isEqualTo("y");
  }

  @Test
  void failuresStoredAsNobodyKnowsWhatHaveARelation() {
    project.file(
        "models/s.yml",
        "models: [{name: a, columns: [{name: i, data_tests: [{unique: {name: t, config:"
            + " {store_failures_as: nonsense}}}]}]}]");

    assertThat(
            project.open().parse().nodes().values().stream()
                .filter(TestNode.class::isInstance)
                .map(Node::relationName))
        .singleElement()
        .satisfies(name -> assertThat(name).hasValue("s_dbt_test__audit.t"));
    project.file(
        "models/s.yml",
        "models: [{name: a, columns: [{name: i, data_tests: [{unique: {name: t, config:"
            + " {store_failures_as: 3}}}]}]}]");
    assertThat(
            project.open().parse().nodes().values().stream()
                .filter(TestNode.class::isInstance)
                .map(node -> node.info().config().values().get("store_failures_as")))
        .containsExactly("3");
  }

  @Test
  void ofTwoModelsOfANameTheEntryDescribesTheEnabledOne() {
    project
        .file("models/on/q.sql", "select 1")
        .file("models/off/q.sql", "{{ config(enabled=false) }} select 1")
        .file("models/s.yml", "models: [{name: q, description: told, config: {tags: [t]}}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(new UniqueId("model.e.q")).info().description())
        .isEqualTo("told");
    assertThat(manifest.disabled())
        .singleElement()
        .satisfies(
            off -> {
              assertThat(off.info().description()).isEmpty();
              assertThat(off.info().tags()).isEmpty();
              assertThat(off.info().patchPath()).isEmpty();
            });
  }

  @Test
  void aForeignKeyOfAVersionStandsTwiceInItsRefs() {
    String key = "constraints: [{type: foreign_key, to: ref('a'), to_columns: [i]}]";
    project
        .file("models/v_v1.sql", "select 1 as i")
        .file("models/u.sql", "select 1 as i")
        .file(
            "models/s.yml",
            "models: [{name: v, columns: [{name: i, "
                + key
                + "}], versions: [{v: 1}]}, {name: u, columns: [{name: i, "
                + key
                + "}]}]");
    Manifest manifest = project.open().parse();

    RefCall call = new RefCall("a", Optional.empty(), Optional.empty());
    assertThat(manifest.nodes().get(new UniqueId("model.e.v.v1")).code().refs())
        .containsExactly(call, call);
    assertThat(manifest.nodes().get(new UniqueId("model.e.u")).code().refs()).containsExactly(call);
  }

  @Test
  void ofTwoEntriesOfASingularTestTheLastOneCounts() {
    project
        .file("tests/first.sql", "select 1")
        .file(
            "tests/t.yml",
            "data_tests: [{name: first, description: one}, {name: first, description: two}]");

    assertThat(description(project.open().parse(), "first")).isEqualTo("two");
  }

  @Test
  void tagsOfASourceThatAreNoListAreWarnedOfAndDoNotCount() {
    project.file(
        "models/s.yml",
        "sources: [{name: s, tags: [kept], config: {tags: {a: 1}}, tables: [{name: t, config:"
            + " {tags: }}]}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.sources().get(new UniqueId("source.e.s.t")).info().tags())
        .containsExactly("kept");
    assertThat(project.messages())
        .containsExactly(
            "WARN Field `config.tags`: {'a': 1} is not valid for source (s)",
            "WARN Field `config.tags`: None is not valid for source (t)");
  }

  @Test
  void anEntryOfSingularTestsWithoutNameIsWarnedOf() {
    project.file("tests/t.yml", "data_tests: [{description: one}]");
    project.open().parse();

    assertThat(project.messages())
        .anyMatch(text -> text.contains("Parsing Error\n  Entry did not contain a name"));
  }

  /** Below models and columns it is the old name of data_tests, alone in a file it is nothing. */
  @Test
  void aListOfTestsInAFileIsNotRead() {
    project
        .file("tests/alone.sql", "select 1 where false")
        .file("tests/t.yml", "tests: [not_null, {name: alone, description: Not read.}]");
    Manifest manifest = project.open().parse();

    assertThat(project.messages()).isEmpty();
    assertThat(manifest.nodes().get(new UniqueId("test.e.alone")).info().description()).isEmpty();
  }

  @Test
  void aSemanticModelGoesWithItsModelsFile() {
    project.file(
        "models/s.yml",
        "models: [{name: gone, semantic_model: true, agg_time_dimension: i, metrics: [{name: m,"
            + " agg: sum}], columns: [{name: i, granularity: day, dimension: {type: time}}]}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.semanticLayer()).isEmpty();
    assertThat(project.messages())
        .containsExactly(
            "WARN Did not find matching node for patch with name 'gone' in the 'models' section of"
                + " file 'models/s.yml'");
  }

  @Test
  void aMacroThatNobodyCallsMayUseAnUnknownFilter() {
    project.file(
        "macros/m.sql",
        "{% macro odd(x) %}{{ odder() | nofilter }}{{ x is notest }}{% endmacro %}"
            + "{% macro odder() %}{% endmacro %}");
    Manifest manifest = project.open().parse();

    assertThat(manifest.macros().get(new UniqueId("macro.e.odd")).dependsOnMacros())
        .containsExactly(new UniqueId("macro.e.odder"));
  }

  @Test
  void textBelowAListOfAVersionCountsByItsCharacters() {
    project
        .file("models/v_v1.sql", "select 1 as i")
        .file(
            "models/s.yml",
            "models: [{name: v, config: {tags: ab}, versions: [{v: 1, config: {tags: [l]}}]}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(new UniqueId("model.e.v.v1")).info().config().values())
        .containsEntry("tags", List.of("l", "a", "b"));
  }

  @Test
  void textAsAnExposuresTagsCountsByItsCharacters() {
    project
        .file("dbt_project.yml", "name: e\nversion: '1.0.0'\nprofile: e\nexposures: {+tags: ba}\n")
        .file(
            "models/s.yml",
            "exposures: [{name: x, type: analysis, owner: {name: z}, tags: [own]}]");

    assertThat(project.open().parse().exposures().get(new UniqueId("exposure.e.x")).info().tags())
        .containsExactly("a", "b", "own");
  }

  @Test
  void configOfAnotherTypeIsReadAsItsOwn() {
    project
        .file("seeds/d.csv", "i\n1\n")
        .file("seeds/s.yml", "seeds: [{name: d, config: {delimiter: 3}}]")
        .file(
            "models/s.yml",
            "models: [{name: a, config: {unique_key: {i: 1}, contract: {enforced: false, x: 1}}}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(new UniqueId("seed.e.d")).info().config().values())
        .containsEntry("delimiter", "3");
    assertThat(manifest.nodes().get(new UniqueId("model.e.a")).info().config().values())
        .containsEntry("unique_key", List.of("i"));
    assertThat(manifest.nodes().get(new UniqueId("model.e.a")).info().config().map("contract"))
        .doesNotContainKey("x");
  }

  /** dbt-core 1.12 {@code read_project_flags}: one wrong type, and no flag counts. */
  @Test
  void flagsAreDroppedTogetherWhenOneIsOfAWrongType() {
    String head = "name: e\nversion: '1.0.0'\nprofile: e\nflags: {fail_fast: true, ";
    project.file("dbt_project.yml", head + "use_catalogs_v2: true, full_refresh: x}");
    assertThat(flags()).containsKeys("fail_fast", "use_catalogs_v2", "full_refresh");
    for (String wrong :
        List.of("debug: 'true'", "printer_width: x", "log_level: 3", "use_catalogs_v2: null")) {
      project.file("dbt_project.yml", head + wrong + "}");
      assertThat(flags()).as(wrong).isEmpty();
      assertThat(project.open().project().flags()).as(wrong).isEmpty();
    }
  }

  private Map<String, Object> flags() {
    return ProjectFlagsReader.read(folder, folder).values();
  }

  /** dbt-core 1.12 graph/selector_methods.py compares, and finds nothing. */
  @Test
  void selectorsWhoseValueIsNoTextChooseNothing() {
    for (String value : List.of("{method: tag, value: [a]}", "{group: 3}", "{access: [public]}")) {
      project.file("selectors.yml", "selectors: [{name: x, definition: " + value + "}]");
      ProjectCompiler compiler = project.open();
      assertThat(compiler.select(compiler.parse(), bySelector("x"), StateComparison.NONE))
          .isEmpty();
    }
  }

  private static Selection bySelector(String name) {
    return new Selection(
        List.of(),
        List.of(),
        Optional.of(name),
        IndirectSelection.EAGER,
        EnumSet.allOf(ResourceType.class),
        Selection.EmptyNodes.KEPT);
  }
}
