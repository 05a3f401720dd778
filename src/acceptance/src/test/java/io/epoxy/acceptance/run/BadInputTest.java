package io.epoxy.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.acceptance.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that cannot run: dbt's sentence, the place, exit code 2, and no stack trace. */
class BadInputTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void copyProject() {
    project = Workspace.copyOf("nyc-taxi", folder.resolve("nyc-taxi"));
  }

  @Test
  void missingProject() {
    assertRefused(
        EpoxyCommand.withoutAws().run("parse", "--project-dir", folder.toString()),
        "dbt_project.yml");
  }

  @Test
  void missingProfile() throws IOException {
    replace("dbt_project.yml", "profile: nyc_taxi", "profile: nyc_bikes");

    assertRefused(parse(), "Could not find profile named 'nyc_bikes'");
  }

  @Test
  void unknownTarget() {
    assertRefused(
        parse("--target", "prod"),
        "The profile 'nyc_taxi' does not have a target named 'prod'",
        "dev");
  }

  @Test
  void unsetEnvironmentVariable() throws IOException {
    write("models/a.sql", "select 1 as one\nwhere '{{ env_var('NYC_NOT_SET') }}' = ''");

    assertRefused(parse(), "Env var required but not provided: 'NYC_NOT_SET'", "models/a.sql:2:");
  }

  @Test
  void yamlSyntaxError() throws IOException {
    write("models/more.yml", "models:\n  - name: silver_avg_metrics\n   description: x\n");

    assertRefused(parse(), "models/more.yml", "line 3", "models/more.yml:3:");
  }

  @Test
  void unknownRefAndUnknownSourceAreReportedTogether() throws IOException {
    write("models/a.sql", "select *\nfrom {{ ref('silver_metrics') }}");
    write("models/b.sql", "select *\nfrom {{ source('data_source', 'record') }}");

    assertRefused(
        parse(),
        "Model 'model.nyc_taxi.a' (models/a.sql) depends on a node named 'silver_metrics' which was"
            + " not found",
        "models/a.sql:2:9",
        "Model 'model.nyc_taxi.b' (models/b.sql) depends on a source named 'data_source.record'"
            + " which was not found",
        "models/b.sql:2:9");
  }

  @Test
  void cycle() throws IOException {
    write("models/a.sql", "select * from {{ ref('b') }}");
    write("models/b.sql", "select * from {{ ref('a') }}");

    assertThat(parse().exitCode()).isZero(); // dbt looks for cycles when it compiles
    EpoxyCommand.Result listed =
        EpoxyCommand.withoutAws().run("ls", "--project-dir", project.toString());
    assertRefused(listed, "Found a cycle: model.nyc_taxi.a --> model.nyc_taxi.b\n");
  }

  @Test
  void duplicateModel() throws IOException {
    write("models/other/silver_avg_metrics.sql", "select 1 as one");

    assertRefused(
        parse(),
        "dbt found two models with the name \"silver_avg_metrics\"",
        "models/silver_avg_metrics.sql",
        "models/other/silver_avg_metrics.sql");
  }

  private EpoxyCommand.Result parse(String... options) {
    String[] words = new String[options.length + 4];
    System.arraycopy(
        new String[] {"parse", "--project-dir", project.toString(), "--no-use-colors"},
        0,
        words,
        0,
        4);
    System.arraycopy(options, 0, words, 4, options.length);
    return EpoxyCommand.withoutAws().run(words);
  }

  private void write(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void replace(String path, String before, String after) throws IOException {
    String text = Files.readString(project.resolve(path));
    assertThat(text).contains(before);
    write(path, text.replace(before, after));
  }

  private static void assertRefused(EpoxyCommand.Result result, String... sentences) {
    assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
    assertThat(result.output())
        .contains(sentences)
        .doesNotContainPattern("(?m)^\\s+at [\\w.$]+\\(")
        .doesNotContain("Exception");
  }
}
