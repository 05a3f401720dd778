package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a command leaves in target/, and those beside the manifest and the results. */
class WrittenArtifactsTest {
  @TempDir private Path folder;

  /** What dbt-core 1.12.3 wrote of the same project, its metrics sorted by name. */
  @Test
  void semanticManifestIsWhatDbtWrites() throws IOException {
    CommandProject project =
        new CommandProject(folder)
            .write("models/orders.sql", "select 1 as id, current_date as d, 2 as amount")
            .write("models/days.sql", "select current_date as date_day")
            .write("models/s.yml", resource("properties.yml"));

    assertThat(project.run(Command.PARSE).exit()).isEqualTo(ExitCode.OK);

    assertThat(project.artifact("semantic_manifest.json"))
        .isEqualTo(PlainJson.read(resource("semantic_manifest.json")));
  }

  @Test
  void aTimeSpineOfTheOldKindIsNamedByItsTable() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/metricflow_time_spine.sql", "select current_date as date_day")
            .write("models/a.sql", "{{ config(materialized='ephemeral') }} select 1 as id")
            .write("models/s.yml", "semantic_models: [{name: all_of_a, model: ref('a')}]");

    assertThat(project.run(Command.PARSE).exit()).isEqualTo(ExitCode.OK);

    assertThat(project.artifact("semantic_manifest.json").toString())
        .contains(
            "time_spine_table_configurations=[{location=shop.metricflow_time_spine,"
                + " column_name=date_day, grain=day}]")
        .contains("relation_name=shop.a}");
  }

  /** The numbers are those of dbt-core 1.12.3 on this project. */
  @Test
  void graphSummaryNumbersResourcesAsDbtLinksThem() {
    CommandProject project = graph();

    assertThat(project.run(Command.LS).exit()).isEqualTo(ExitCode.OK);

    assertThat(project.artifact("graph_summary.json").get("linked"))
        .hasToString(
            "{0={name=source.shop.raw.t, type=source, succ=[1]},"
                + " 1={name=model.shop.a, type=model, succ=[2, 3]},"
                + " 2={name=model.shop.b, type=model},"
                + " 3={name=exposure.shop.board, type=exposure}}");
    assertThat(project.artifact("graph_summary.json").get("_invocation_id")).isEqualTo("the-id");
  }

  @Test
  void parsingLinksNoGraph() {
    graph().run(Command.PARSE);

    assertThat(folder.resolve("target/graph_summary.json")).doesNotExist();
    assertThat(folder.resolve("target/manifest.json")).exists();
  }

  /** dbt-core 1.12.3 links it for a macro that is nowhere, too. */
  @Test
  void runOperationLinksTheGraph() {
    FlagValues nowhere = FlagValues.NONE.with(Flag.MACRO, "nowhere");
    assertThat(graph().run(Command.RUN_OPERATION, nowhere).exit())
        .isEqualTo(ExitCode.COULD_NOT_RUN);

    assertThat(folder.resolve("target/graph_summary.json")).exists();
  }

  @Test
  void anInlineQueryIsLinkedToo() {
    FlagValues inline = FlagValues.NONE.with(Flag.INLINE, "select * from {{ ref('a') }}");
    graph().run(Command.COMPILE, inline);

    assertThat(folder.resolve("target/graph_summary.json"))
        .content()
        .contains("sql_operation.shop.inline_query");
  }

  @Test
  void withoutWriteJsonOnlyTheGraphIsWritten() {
    graph().run(Command.LS, FlagValues.NONE.with(Flag.WRITE_JSON, false));

    assertThat(folder.resolve("target/graph_summary.json")).exists();
    assertThat(folder.resolve("target/manifest.json")).doesNotExist();
    assertThat(folder.resolve("target/semantic_manifest.json")).doesNotExist();
  }

  @Test
  void theManifestOfAParsedProjectStaysWhenTheCommandFails() {
    CommandProject.Done done =
        graph().run(Command.LS, FlagValues.NONE.with(Flag.SELECTOR, "nothing"));

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(folder.resolve("target/manifest.json")).exists();
  }

  @Test
  void ephemeralModelsAreWrittenWhereOneReadsThem() {
    CommandProject project =
        graph()
            .write(
                "models/e.sql",
                "{{ config(materialized='ephemeral') }}select * from {{ ref('a') }}")
            .write("models/f.sql", "select * from {{ ref('e') }}");
    Path written = folder.resolve("target/compiled/shop/models/e.sql");
    FlagValues onlyF = FlagValues.NONE.with(Flag.SELECT, List.of("f"));

    project.run(Command.COMPILE, onlyF.with(Flag.INJECT_EPHEMERAL_CTES, false));
    assertThat(folder.resolve("target/compiled")).doesNotExist();

    project.run(Command.COMPILE, onlyF);
    assertThat(written).hasContent("select * from shop.a");
  }

  @Test
  void aCompilationOfNothingHasResultsOfNothing() {
    CommandProject project = graph();

    project.run(Command.COMPILE, FlagValues.NONE.with(Flag.SELECT, List.of("nothing")));

    assertThat(project.statuses()).isEmpty();
  }

  private CommandProject graph() {
    return new CommandProject(folder)
        .write("models/a.sql", "select * from {{ source('raw', 't') }}")
        .write("models/b.sql", "select * from {{ ref('a') }}")
        .write(
            "models/s.yml",
            "sources: [{name: raw, tables: [{name: t}]}]\n"
                + "exposures: [{name: board, type: dashboard, owner: {name: me},"
                + " depends_on: [ref('a')]}]\n");
  }

  private static String resource(String name) throws IOException {
    try (var in = WrittenArtifactsTest.class.getResourceAsStream("/semantic/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
