package io.epoxy.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.acceptance.Workspace;
import io.epoxy.acceptance.glue.GlueAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of Glue 6: the jar for Spark 4.1 on Spark 4.1, from submit to the artifacts. */
class Glue6Test {
  private static final String BUCKET = "glue-six-lake";

  @TempDir private Path project;

  @Test
  void aProjectForGlue6RunsOnSpark41() throws IOException {
    write("dbt_project.yml", "name: six\nprofile: six\nmodels: {+file_format: iceberg}\n");
    write(
        "profiles.yml",
        """
        six:
          target: dev
          outputs:
            dev:
              type: glue
              glue_version: "6.0"
              role_arn: arn:aws:iam::123456789012:role/GlueJobRole
              region: eu-west-1
              workers: 2
              worker_type: G.1X
              schema: six
              location: s3://glue-six-lake/tables
              threads: 1
        """);
    write(
        "models/orders.sql",
        """
        {{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}
        select id, version() as spark from range(3)
        {% if is_incremental() %} where id > 0 {% endif %}
        """);
    write("tests/on_41.sql", "select * from {{ ref('orders') }} where spark not like '4.1.1 %'\n");
    write(
        "models/orders.yml",
        "models: [{name: orders, columns: [{name: id, data_tests: [unique, not_null]}]}]\n");
    Path logs = Workspace.repository().resolve("src/acceptance/target/glue6");
    try (GlueAccount account =
        GlueAccount.start(Workspace.repository(), Workspace.emptyFolder(logs))) {
      account.s3().createBucket(bucket -> bucket.bucket(BUCKET));
      account
          .glue()
          .createDatabase(create -> create.databaseInput(database -> database.name("six")));

      EpoxyCommand.Result build = epoxy(account, "build");
      assertThat(build.exitCode()).as(build.output()).isZero();
      assertThat(build.doneLine()).contains("PASS=4 WARN=0 ERROR=0 SKIP=0");
      assertThat(account.glue().getJob(get -> get.jobName("epoxy-six-dev")).job().glueVersion())
          .isEqualTo("6.0");

      JsonNode results = Artifacts.read(project.resolve("target/run_results.json"));
      assertThat(results.findValuesAsText("status")).containsOnly("success", "pass");
    }
  }

  private EpoxyCommand.Result epoxy(GlueAccount account, String... words) {
    String[] all = new String[words.length + 4];
    all[0] = "submit";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--project-dir";
    all[words.length + 2] = project.toString();
    all[words.length + 3] = "--no-use-colors";
    return EpoxyCommand.with(account.environment()).run(all);
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
