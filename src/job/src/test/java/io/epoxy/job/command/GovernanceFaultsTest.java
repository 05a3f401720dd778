package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of Lake Formation's configs, wherever they are written: all before anything runs. */
class GovernanceFaultsTest {
  private static final String BOTH =
      "{data_cell_filters: {enabled: true, filters: {mine:"
          + " {column_names: [a], excluded_column_names: [b]}}}}";

  @TempDir private Path folder;

  private static void refused(CommandProject project, String... words) {
    CommandProject.Done done = project.run(Command.BUILD);
    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text()).contains(words).doesNotContain("START");
  }

  private static String projectFile(String configs) {
    return "name: shop\nversion: '1.0'\nprofile: shop\n" + configs;
  }

  @Test
  void ofModelsInFoldersCodeAndPropertyFiles() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                projectFile(
                    """
                    models:
                      +lf_grants: {}
                      shop:
                        marts:
                          +lf_tags_config:
                            enabled: true
                            tag_table: {pii: 'no'}
                    """))
            .write("models/marts/in_folder.sql", "select 1 as a")
            .write(
                "models/in_code.sql",
                "{{ config(materialized='table', lf_grants={'data_cell_filters': {\n"
                    + "  'enabled': true, 'filters': {'f': {'column_names': 'a',\n"
                    + "    'excluded_column_names': 'b'}}}}) }} select 1 as a, 2 as b")
            .write("models/view_in_yaml.sql", "select 1 as a")
            .write("models/other.sql", "select 1 as a")
            .write(
                "models/models.yml",
                """
                models:
                  - name: other
                    config: {lf_tags_config: {tagstable: {}}}
                  - description: a view
                    config:
                      lf_grants: {data_cell_filters: {enabled: 1, filters: {f: {}}}}
                    name: view_in_yaml
                """);
    refused(
        project,
        "Model 'in_folder': lf_tags_config has no key 'tag_table'. Did you mean 'tags_table'?",
        "at dbt_project.yml:10:9",
        "Model 'in_code': filter 'f' has both column_names and excluded_column_names",
        "at models/in_code.sql:3:6",
        "Model 'other': lf_tags_config has no key 'tagstable'",
        "at models/models.yml:3:31",
        "Model 'view_in_yaml': Lake Formation filters cells of tables, not of views",
        "at models/models.yml:6:51");
  }

  @Test
  void ofSeedsAndSnapshots() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                projectFile(
                    "seeds:\n  +lf_tags_config: {enabled: true, drop_exsting: true}\n"
                        + "snapshots:\n  shop:\n    +lf_grants: "
                        + BOTH
                        + "\n"))
            .write("models/other.sql", "select 1 as a")
            .write("seeds/by_project.csv", "a\n1\n")
            .write("seeds/in_yaml.csv", "a\n1\n")
            .write(
                "seeds/seeds.yml",
                "seeds:\n  - name: in_yaml\n    config:\n      lf_tags_config: [pii]\n")
            .write(
                "snapshots/history.sql",
                snapshot("kept", "") + snapshot("in_block", ", lf_grants={'data_cell_filter': {}}"))
            .write(
                "snapshots/history.yml",
                "snapshots:\n  - name: in_yaml_alone\n    relation: ref('other')\n    config:\n"
                    + "      {strategy: check, unique_key: a, check_cols: all, lf_grants: 1}\n");
    refused(
        project,
        "Seed 'by_project': lf_tags_config has no key 'drop_exsting'",
        "at dbt_project.yml:5:36",
        "Seed 'in_yaml': lf_tags_config must be a mapping, not '[pii]'",
        "at seeds/seeds.yml:4:7",
        "Snapshot 'kept': filter 'mine' has both column_names",
        "at dbt_project.yml:8:89",
        "Snapshot 'in_block': lf_grants has no key 'data_cell_filter'. Did you mean",
        "at snapshots/history.sql:2:98",
        "Snapshot 'in_yaml_alone': lf_grants must be a mapping, not '1'",
        "at snapshots/history.yml:5:57");
  }

  private static String snapshot(String name, String config) {
    return "{% snapshot "
        + name
        + " %}{{ config(strategy='check', unique_key='a', check_cols='all'"
        + config
        + ") }} select 1 as a{% endsnapshot %}\n";
  }
}
