package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clone}, on local Spark. */
class CloneCommandTest {
  @TempDir private Path folder;

  private static String profiles(Path folder, String schema) {
    return "shop:\n  target: dev\n  outputs:\n    dev: {type: glue, schema: "
        + schema
        + ", threads: 2, location: "
        + folder.resolve("lake")
        + "}\n";
  }

  @Test
  void deltaTablesShareTheirFilesAndTheRestAreViews() throws IOException {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "models/d.sql",
                "{{ config(materialized='table', file_format='delta') }} select {{ var('v', 1) }}"
                    + " as id")
            .write(
                "models/p.sql",
                "{{ config(materialized='table', lf_tags_config={'enabled': true, 'tags_table':"
                    + " {'stage': 'raw'}}) }} select 2 as id")
            .write("models/v.sql", "select 3 as id");

    CommandProject.Done lonely = project.run(Command.CLONE);
    assertThat(project.run(Command.RUN).exit()).isEqualTo(ExitCode.OK);
    Files.createDirectories(folder.resolve("before"));
    Files.copy(folder.resolve("target/manifest.json"), folder.resolve("before/manifest.json"));
    project
        .write("profiles.yml", profiles(folder, "mine"))
        .write("models/fresh.sql", "select 4 as id")
        .write(
            "tests/same.sql",
            "select * from (select sum(id) as ids from (select id from {{ ref('d') }} union all"
                + " select id from {{ ref('p') }} union all select id from {{ ref('v') }})) where"
                + " ids <> 6");
    Path state = folder.resolve("before");
    CommandProject.Done first =
        project.run(Command.CLONE, FlagValues.NONE.with(Flag.SHOW_GOVERNANCE, true), state);
    Map<String, String> statuses = project.statuses();
    String plan = project.run("models/d.sql");
    CommandProject.Done second = project.run(Command.CLONE, FlagValues.NONE, state);
    CommandProject.Done full =
        project.run(Command.CLONE, FlagValues.NONE.with(Flag.FULL_REFRESH, true), state);

    assertThat(lonely.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(lonely.text())
        .contains("--state or --defer-state are required for deferral, but neither was provided");
    assertThat(first.exit()).as(first.text()).isEqualTo(ExitCode.OK);
    assertThat(first.text())
        .contains("No relation found in state manifest for model.shop.fresh")
        .contains("Lake Formation, mine.p in a run on Glue, where it differs:")
        .contains("Done. PASS=4 ");
    assertThat(statuses.values()).containsOnly("success");
    assertThat(plan).contains("create table mine.d shallow clone shop.d\nlocation '");
    assertThat(project.run("models/p.sql")).contains("select * from shop.p");
    assertThat(second.text()).contains("Relation mine.d already exists");
    assertThat(full.exit()).as(full.text()).isEqualTo(ExitCode.OK);
    assertThat(project.run(Command.TEST).text()).contains("PASS same");
  }
}
