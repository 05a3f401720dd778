package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs generate} on local Spark. */
class DocsCommandTest {
  @TempDir private Path folder;

  @Test
  void describesWhatTheProjectOwnsAndItsSources() {
    CommandProject project = built();

    CommandProject.Done done = project.run(Command.DOCS_GENERATE);

    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .contains("Concurrency: 1 threads")
        .containsSubsequence(
            "Building catalog\n",
            "Catalog written to " + folder.resolve("target/catalog.json"),
            "Epoxy ships no web page");
    Map<?, ?> catalog = project.artifact("catalog.json");
    assertThat(keys(catalog, "nodes"))
        .containsExactlyInAnyOrder(
            "model.shop.ice", "model.shop.log", "model.shop.plain", "model.shop.seen");
    assertThat(keys(catalog, "sources")).containsExactly("source.shop.raw.foreign");
    assertThat(catalog.get("errors")).isNull();
    assertThat(folder.resolve("target/pictures/tables/a.svg")).hasContent("<svg/>");
    assertThat(folder.resolve("target/none")).doesNotExist();
    assertThat(project.statuses()).doesNotContainKey("model.shop.inside");
    Map<?, ?> plain = (Map<?, ?>) ((Map<?, ?>) catalog.get("nodes")).get("model.shop.plain");
    assertThat(((Map<?, ?>) plain.get("metadata")).get("type")).isEqualTo("table");
    assertThat(((Map<?, ?>) plain.get("metadata")).get("comment")).isEqualTo("What is plain");
    assertThat(((Map<?, ?>) plain.get("columns")).get("zed"))
        .isEqualTo(Map.of("type", "int", "index", 0L, "name", "zed", "comment", "The last"));
    assertThat(((Map<?, ?>) plain.get("columns")).get("alpha"))
        .hasToString("{type=string, index=1, name=alpha, comment=null}");
    for (String name : List.of("ice", "log", "seen")) {
      Map<?, ?> node = (Map<?, ?>) ((Map<?, ?>) catalog.get("nodes")).get("model.shop." + name);
      assertThat(new ArrayList<Object>(((Map<?, ?>) node.get("columns")).keySet()))
          .as(name)
          .isEqualTo(List.of("zed", "alpha"));
    }
    Map<?, ?> ice = (Map<?, ?>) ((Map<?, ?>) catalog.get("nodes")).get("model.shop.ice");
    assertThat(((Map<?, ?>) ((Map<?, ?>) ice.get("stats")).get("rows")).get("value")).isEqualTo(1L);
    assertThat(((Map<?, ?>) ((Map<?, ?>) ice.get("stats")).get("has_stats")).get("value"))
        .isEqualTo(true);
    Map<?, ?> nodes = (Map<?, ?>) project.artifact("manifest.json").get("nodes");
    assertThat(((Map<?, ?>) nodes.get("model.shop.seen")).get("compiled_code"))
        .isEqualTo("select zed, alpha from shop.plain");
  }

  @Test
  void chosenNodesOrNoneAtAll() {
    CommandProject project = built();

    project.run(
        Command.DOCS_GENERATE, FlagValues.NONE.with(Flag.SELECT, List.of("plain", "source:raw")));

    assertThat(keys(project.artifact("catalog.json"), "nodes")).containsExactly("model.shop.plain");
    assertThat(keys(project.artifact("catalog.json"), "sources")).hasSize(1);

    CommandProject.Done done =
        project.run(
            Command.DOCS_GENERATE,
            FlagValues.NONE.with(Flag.EMPTY_CATALOG, true).with(Flag.COMPILE, false));

    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text()).doesNotContain("Building catalog", "Concurrency", "Found ");
    Map<?, ?> nodes = (Map<?, ?>) project.artifact("manifest.json").get("nodes");
    assertThat(((Map<?, ?>) nodes.get("model.shop.plain")).get("compiled_code"))
        .as("of the time before --no-compile")
        .isNotNull();
    assertThat(keys(project.artifact("catalog.json"), "nodes")).isEmpty();
  }

  @Test
  void aTableThatCannotBeReadCostsItsOwnEntryOnly() throws IOException {
    CommandProject project =
        built()
            .write("data/news.csv", "id\n7\n")
            .write(
                "models/till.yml",
                """
                sources:
                  - name: till
                    tables:
                      - name: news
                        external: {location: data/news.csv, file_format: csv, options: {header: true}}
                        columns: [{name: id, data_type: int}]
                """);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().contains("_delta_log/0")).toList()) {
        Files.writeString(file, "{broken");
      }
    }

    CommandProject.Done done = project.run(Command.DOCS_GENERATE);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("dbt encountered 1 failure while writing the catalog")
        .contains("Cannot describe log: ");
    assertThat(keys(project.artifact("catalog.json"), "nodes"))
        .containsExactlyInAnyOrder("model.shop.ice", "model.shop.plain", "model.shop.seen");
    assertThat(keys(project.artifact("catalog.json"), "sources"))
        .containsExactlyInAnyOrder("source.shop.raw.foreign", "source.shop.till.news");
  }

  @Test
  void onePageIsRefused() {
    CommandProject.Done done =
        new CommandProject(folder)
            .run(Command.DOCS_GENERATE, FlagValues.NONE.with(Flag.STATIC, true));

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text()).contains("Epoxy ships no such page");
  }

  private static List<String> keys(Map<?, ?> catalog, String section) {
    return ((Map<?, ?>) catalog.get(section)).keySet().stream().map(String::valueOf).toList();
  }

  private CommandProject built() {
    String columns = "select 1 as zed, 'a' as alpha";
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                """
                name: shop
                version: '1.0'
                profile: shop
                asset-paths: [pictures, none]
                on-run-start:
                  - create table shop.foreign using parquet as select 1 as id union all select 2
                  - create table shop.nobody using parquet as select 1 as id
                """)
            .write("models/plain.sql", "{{ config(materialized='table') }} " + columns)
            .write(
                "models/ice.sql",
                "{{ config(materialized='table', file_format='iceberg') }} " + columns)
            .write(
                "models/log.sql",
                "{{ config(materialized='table', file_format='delta') }} " + columns)
            .write("pictures/tables/a.svg", "<svg/>")
            .write("models/inside.sql", "{{ config(materialized='ephemeral') }} " + columns)
            .write("models/seen.sql", "select zed, alpha from {{ ref('plain') }}")
            .write(
                "models/schema.yml",
                """
                models:
                  - name: plain
                    description: What is plain
                    config: {persist_docs: {relation: true, columns: true}}
                    columns: [{name: zed, description: The last}]
                sources:
                  - name: raw
                    schema: shop
                    tables: [{name: foreign}, {name: missing}]
                """);
    CommandProject.Done done = project.run(Command.RUN);
    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.OK);
    return project;
  }
}
