package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code source freshness} on local Spark. */
class FreshnessCommandTest {
  private static final String SOURCES =
      """
            sources:
              - name: raw
                schema: shop
                config:
                  loaded_at_field: ts
                  freshness:
                    warn_after: {count: 2, period: day}
                    error_after: {count: 5, period: day}
                tables:
                  - name: fresh
                  - name: old
                  - name: tired
                    config: {loaded_at_field: ts, freshness: {filter: id = 3}}
                  - name: asked
                    identifier: fresh
                    config:
                      loaded_at_query: select max(ts) from {{ this }} where '{{ source_node.name }}' = 'asked'
                  - name: unwatched
                    config: {freshness: null}
                  - name: missing
                  - name: nothing
              - name: lake
                schema: shop
                config: {freshness: {warn_after: {count: 1, period: hour}}}
                tables:
                  - name: committed
                  - name: logged
                  - name: plain
                    identifier: fresh
            """;

  @TempDir private Path folder;

  @Test
  void tellsHowOldEachSourceIsByFieldQueryOrCommit() {
    CommandProject project = project(SOURCES);

    CommandProject.Done done = project.run(Command.SOURCE_FRESHNESS);

    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("1 of 9 START freshness of lake.committed ...")
        .contains("9 PASS freshness of lake.committed ...", " [PASS in ")
        .contains("9 PASS freshness of lake.logged ...")
        .contains("9 ERROR freshness of lake.plain ...", " [ERROR in ")
        .contains("9 PASS freshness of raw.fresh ...")
        .contains("9 PASS freshness of raw.asked ...")
        .contains("9 ERROR STALE freshness of raw.old ...", " [ERROR STALE in ")
        .contains("9 WARN freshness of raw.tired ...", " [WARN in ")
        .contains("9 ERROR STALE freshness of raw.nothing ...")
        .contains("9 ERROR freshness of raw.missing ...")
        .doesNotContain("unwatched")
        .contains("Finished running 4 project hooks, 9 sources in ")
        .contains("[ERROR]: in source old (models/s.yml)\n  Status: error\n")
        .contains("  Database Error in source missing (models/s.yml)\n", "`shop`.`missing`")
        .contains(
            "  Runtime Error in source plain (models/s.yml)\n  Could not compute freshness for"
                + " source plain: no 'loaded_at_field' provided")
        .endsWith("Done.\n");
    checkArtifact(project);
  }

  private static void checkArtifact(CommandProject project) {
    assertThat(statuses(project))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "source.shop.lake.committed", "pass",
                "source.shop.lake.logged", "pass",
                "source.shop.raw.asked", "pass",
                "source.shop.raw.fresh", "pass",
                "source.shop.raw.nothing", "error",
                "source.shop.raw.old", "error",
                "source.shop.raw.tired", "warn"));
    Map<?, ?> nothing = result(project, "source.shop.raw.nothing");
    assertThat(nothing.get("max_loaded_at")).isEqualTo("0001-01-01T00:00:00+00:00");
    Map<?, ?> tired = result(project, "source.shop.raw.tired");
    assertThat((Double) tired.get("max_loaded_at_time_ago_in_s"))
        .isBetween(3 * 86_400.0, 3 * 86_400.0 + 600);
    assertThat(tired.get("criteria"))
        .isEqualTo(
            Map.of(
                "warn_after", Map.of("count", 2L, "period", "day"),
                "error_after", Map.of("count", 5L, "period", "day"),
                "filter", "id = 3"));
  }

  @Test
  void hooksRunUnlessTheFlagSaysNoAndTheMacroMayBeTheProjects() {
    CommandProject project =
        project(
            """
            sources:
              - name: raw
                schema: shop
                tables:
                  - name: fresh
                    config:
                      loaded_at_field: ts
                      freshness: {error_after: {count: 1, period: minute}}
            """);
    project.write(
        "macros/fresh.sql",
        "{% macro collect_freshness(source, loaded_at_field, filter) %}"
            + "{{ return(run_query(\"select timestamp'2020-01-01 00:00:00' as a,"
            + " timestamp'2020-01-01 00:00:30' as b\")) }}{% endmacro %}");
    project.write(
        "dbt_project.yml",
        "name: shop\nversion: '1.0'\nprofile: shop\n"
            + "flags: {source_freshness_run_project_hooks: false}\non-run-start: [no statement]\n");
    Path file = folder.resolve("fresh.json");

    CommandProject.Done done =
        project.run(
            Command.SOURCE_FRESHNESS, FlagValues.NONE.with(Flag.OUTPUT_PATH, file.toString()));

    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .contains("CustomOutputPathInSourceFreshnessDeprecation")
        .contains("SourceFreshnessProjectHooksNotRun")
        .contains("signature has changed")
        .contains("1 of 1 PASS freshness of raw.fresh ");
    assertThat(file).content().contains("\"max_loaded_at_time_ago_in_s\":30.0");
    assertThat(folder.resolve("target/sources.json")).doesNotExist();
  }

  @Test
  void aWarningThatIsAnErrorFailsTheSource() {
    CommandProject project =
        project(
            """
            sources:
              - name: raw
                schema: shop
                loaded_at_field: ts
                tables: [{name: old, freshness: {warn_after: {count: 1, period: day}}}]
            """);
    project.write(
        "macros/fresh.sql",
        "{% macro collect_freshness(source, loaded_at_field, filter) %}"
            + "{{ return(run_query(\"select timestamp'2020-01-01' as a,"
            + " timestamp'2020-01-03' as b\")) }}{% endmacro %}");
    project.write("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n");

    assertThat(project.run(Command.SOURCE_FRESHNESS).exit()).isEqualTo(ExitCode.OK);
    CommandProject.Done done =
        project.run(
            Command.SOURCE_FRESHNESS,
            FlagValues.NONE.with(
                Flag.WARN_ERROR_OPTIONS, Map.of("error", List.of("LogFreshnessResult"))));

    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("Exception on worker thread. Compilation Error\n")
        .contains("WARN freshness of raw.old");
  }

  @Test
  void withoutSourcesThereIsNothingToDo() {
    CommandProject.Done done =
        project("sources: [{name: raw, tables: [{name: fresh}]}]\n").run(Command.SOURCE_FRESHNESS);

    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text()).contains(ExecuteCommand.NOTHING_TO_DO).endsWith("Done.\n");
    assertThat(folder.resolve("target/sources.json")).content().contains("\"results\":[]");
  }

  private CommandProject project(String sources) {
    return new CommandProject(folder)
        .write(
            "dbt_project.yml",
            """
            name: shop
            version: '1.0'
            profile: shop
            on-run-start:
              - create schema if not exists shop
              - >-
                create table shop.fresh using parquet as select current_timestamp() as ts, 1 as id
                union all select null, 2
              - create table shop.old using parquet as select timestamp'2001-01-01 00:00:00' as ts
              - "{{ more() }}"
            """)
        .write(
            "macros/more.sql",
            """
            {% macro more() %}
              {% do run_query('create table shop.tired using parquet as select'
                ~ ' current_timestamp() - interval 3 days as ts, 3 as id'
                ~ ' union all select current_timestamp(), 4') %}
              {% do run_query('create table shop.nothing (ts timestamp) using parquet') %}
              {% do run_query('create schema if not exists glue_catalog.shop') %}
              {% do run_query('create table glue_catalog.shop.committed using iceberg as select 1 as id') %}
              {% do run_query('create table shop.logged using delta as select 1 as id') %}
            {% endmacro %}
            """)
        .write(
            "models/a.sql",
            "{{ config(materialized='table', file_format='iceberg') }} select 1 as id")
        .write(
            "models/b.sql",
            "{{ config(materialized='table', file_format='delta') }} select 1 as id")
        .write("models/s.yml", sources);
  }

  private static Map<String, String> statuses(CommandProject project) {
    Map<String, String> statuses = new LinkedHashMap<>();
    for (Map<?, ?> result : results(project)) {
      statuses.put(result.get("unique_id").toString(), result.get("status").toString());
    }
    return statuses;
  }

  private static Map<?, ?> result(CommandProject project, String id) {
    return results(project).stream()
        .filter(result -> id.equals(result.get("unique_id")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Map<?, ?>> results(CommandProject project) {
    List<Map<?, ?>> results = new ArrayList<>();
    for (Object result : (List<?>) project.artifact("sources.json").get("results")) {
      results.add((Map<?, ?>) result);
    }
    return results;
  }
}
