package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lake Formation's configs in whole commands, on this machine. */
class NodeGovernanceTest {
  @TempDir private Path folder;

  @Test
  void aLocalRunSendsNothingAndShowsWhatAGlueRunWould() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                """
                name: shop
                version: '1.0'
                profile: shop
                models:
                  +lf_tags_config: {enabled: true, tags_database: {domain: sales}}
                  shop:
                    marts:
                      +lf_tags_config:
                        enabled: 'True'
                        tags_table: {pii: 'no'}
                """)
            .write(
                "models/marts/orders.sql",
                """
                {{ config(materialized='table', grants={'select': ['arn:clerk']}, lf_grants={
                  'data_cell_filters': {'enabled': true, 'filters': {
                    'europe': {'row_filter': 'id > 1', 'principals': 'arn:eu'}}}}) }}
                select 1 as id
                """)
            .write("models/plain.sql", "select 1 as id");

    CommandProject.Done done =
        project.run(Command.RUN, FlagValues.NONE.with(Flag.SHOW_GOVERNANCE, true));

    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .contains(
            """
            Lake Formation, shop.orders in a run on Glue, where it differs:
              add tags to the table: pii=no
              create filter europe (rows where id > 1; all columns)
              grant select through filter europe to arn:eu
              grant select on the table to arn:clerk
            """)
        .contains(
            """
            Lake Formation, shop.plain in a run on Glue, where it differs:
              add tags to the database: domain=sales
            """);
    assertThat(project.run("models/marts/orders.sql"))
        .contains("-- Lake Formation, as far as it differs:\n--   add tags to the table: pii=no");
  }

  @Test
  void everyFaultIsToldWithItsPlaceBeforeAnythingRuns() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "models/orders.sql",
                """
                {{ config(materialized='table', lf_tags_config={
                  'enabled': true, 'tag_table': {'pii': 'no'}}) }}
                select 1 as id
                """)
            .write("models/seen.sql", "select 1 as id")
            .write(
                "models/models.yml",
                """
                models:
                  - name: orders
                  - name: seen
                    config:
                      lf_grants:
                        data_cell_filters:
                          enabled: true
                          filters: {mine: {row_filter: id > 1}}
                """);

    CommandProject.Done done = project.run(Command.RUN);

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text())
        .contains(
            "Model 'orders': lf_tags_config has no key 'tag_table'. Did you mean 'tags_table'?",
            "at models/orders.sql:2:21",
            "Model 'seen': Lake Formation filters cells of tables, not of views; make it a table.",
            "at models/models.yml:8:11")
        .doesNotContain("START");
  }
}
