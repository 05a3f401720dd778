package io.epoxy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A property file may describe what another package has, as in dbt-core 1.12.3. */
final class EntriesOfOtherPackagesTest {
  private static final UniqueId PACKAGED = new UniqueId("model.p.theirs");

  @TempDir private Path folder;
  private TestProject project;

  @BeforeEach
  void newProject() {
    project =
        new TestProject(folder)
            .file("models/a.sql", "select 1 as i")
            .file("packages.yml", "packages: [{local: ../p}]")
            .file("dbt_packages/p/dbt_project.yml", "name: p\nversion: '1.0'\n")
            .file("dbt_packages/p/models/theirs.sql", "select 1 as i");
  }

  @Test
  void anEntryWithoutANodeOfItsPackageDescribesAnotherOne() {
    project.file(
        "models/s.yml",
        "models: [{name: theirs, description: ours, config: {tags: [x]}, columns: [{name: i,"
            + " data_tests: [unique]}]}]");
    Manifest manifest = project.open().parse();
    Node node = manifest.nodes().get(PACKAGED);

    assertThat(node.info().description()).isEqualTo("ours");
    assertThat(node.info().tags()).containsExactly("x");
    assertThat(node.info().patchPath()).contains("e://models/s.yml");
    assertThat(manifest.nodes().values())
        .filteredOn(TestNode.class::isInstance)
        .singleElement()
        .satisfies(
            test -> {
              assertThat(test.uniqueId().value()).startsWith("test.e.unique_theirs_i.");
              assertThat(((TestNode) test).attachedNode()).isEmpty();
              assertThat(test.dependsOn()).containsExactly(PACKAGED);
            });
    assertThat(project.messages()).noneMatch(text -> text.contains("Did not find matching node"));
  }

  @Test
  void itsConfigStandsOnThatOfItsOwnProject() {
    project
        .file(
            "dbt_packages/p/dbt_project.yml",
            "name: p\nversion: '1.0'\nmodels: {p: {+schema: ps, +tags: [pt], +meta: {p: 1}}}\n")
        .file(
            "dbt_project.yml",
            "name: e\nversion: '1.0.0'\nprofile: e\nmodels: {+meta: {root: 1}}\n")
        .file("models/s.yml", "models: [{name: theirs, config: {tags: [x], meta: {own: 1}}}]");
    Node node = project.open().parse().nodes().get(PACKAGED);

    assertThat(node.relation().render()).isEqualTo("s.theirs");
    assertThat(node.info().config().find("schema")).contains("ps");
    assertThat(node.info().config().strings("tags")).containsExactly("x");
    assertThat(node.info().tags()).containsExactly("pt", "x");
    assertThat(node.info().meta()).containsOnlyKeys("root", "own");
  }

  @Test
  void tagsOfPropertyFilesComeLast() {
    project
        .file("models/a.sql", "{{ config(tags=['b']) }}select 1 as i")
        .file("models/s.yml", "models: [{name: a, config: {tags: [c, b]}}]");
    Node node = project.open().parse().nodes().get(new UniqueId("model.e.a"));

    assertThat(node.info().config().strings("tags")).containsExactly("c", "b", "b");
    assertThat(node.info().tags()).containsExactly("b", "c");
  }

  @Test
  void theOwnNodeComesFirst() {
    project
        .file("models/theirs.sql", "{{ config(alias='mine') }}select 2 as i")
        .file("models/s.yml", "models: [{name: theirs, description: ours}]");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(new UniqueId("model.e.theirs")).info().description())
        .isEqualTo("ours");
    assertThat(manifest.nodes().get(PACKAGED).info().description()).isEmpty();
  }

  @Test
  void theOwnNodeDoesNotCountWhenItIsDisabled() {
    project
        .file("models/theirs.sql", "{{ config(enabled=false) }}select 2 as i")
        .file("models/s.yml", "models: [{name: theirs, description: ours}]")
        .file("dbt_packages/p/seeds/colours.csv", "i\n1\n")
        .file(
            "dbt_packages/p/seeds/s.yml",
            "seeds: [{name: colours, description: colours of p, config: {column_types: {i: int}}}]")
        .file("seeds/colours.csv", "i\n2\n")
        .file(
            "dbt_project.yml",
            "name: e\nversion: '1.0.0'\nprofile: e\nseeds: {p: {+enabled: false}}\n");
    Manifest manifest = project.open().parse();

    assertThat(manifest.nodes().get(PACKAGED).info().description()).isEqualTo("ours");
    Node seed = manifest.nodes().get(new UniqueId("seed.e.colours"));
    assertThat(seed.info().description()).isEqualTo("colours of p");
    assertThat(seed.info().config().map("column_types")).containsEntry("i", "int");
    assertThat(manifest.disabled())
        .extracting(off -> off.info().description())
        .containsOnly("")
        .hasSize(2);
  }

  @Test
  void twoEntriesForOneNodeAreRefusedWhereverTheyLie() {
    project
        .file("models/s.yml", "models: [{name: theirs, description: ours}]")
        .file("dbt_packages/p/models/s.yml", "models: [{name: theirs, description: own}]");
    assertThatThrownBy(() -> project.open().parse())
        .hasMessageContaining(
            "dbt found two schema.yml entries for the same resource named theirs.");
  }
}
