package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags that change how a run ends, on local Spark. */
class ExecuteCommandTest {
  @TempDir private Path folder;

  @Test
  void failFastSkipsWhateverHasNotBegun() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/a_fails.sql", "select `No space left on device`")
            .write("models/below.sql", "select * from {{ ref('a_fails') }}")
            .write("models/inside.sql", "{{ config(materialized='ephemeral') }} select 1 as id")
            .write("models/z_waits.sql", "select 1 as id");

    CommandProject.Done done = project.run(Command.RUN, FlagValues.NONE.with(Flag.FAIL_FAST, true));

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("1 of 3 ERROR creating sql view model shop.a_fails")
        .contains("A worker's disk is full. Take a larger 'worker_type'")
        .doesNotContain("z_waits", "below")
        .contains("Finished running 1 ephemeral model, 3 view models in ")
        .contains("Completed with 4 errors, 0 partial successes, and 0 warnings:")
        .endsWith("Done. PASS=0 WARN=0 ERROR=1 SKIP=3 NO-OP=0 REUSED=0 TOTAL=4\n");
    assertThat(done.text().split("\\[ERROR\\]: in model a_fails", -1)).hasSize(3);
    assertThat(project.statuses())
        .isEqualTo(
            Map.of(
                "model.shop.a_fails", "error",
                "model.shop.below", "skipped",
                "model.shop.inside", "skipped",
                "model.shop.z_waits", "skipped"));
    Object last = ((List<?>) project.artifact("run_results.json").get("results")).get(3);
    assertThat(((Map<?, ?>) last).get("message")).isEqualTo("Skipping due to fail_fast");
  }

  @Test
  void aBuildPassesByWhatOnlyUsesModelsAndGoesOnWhereItMay() {
    CommandProject project = withUses();

    CommandProject.Done built = project.run(Command.BUILD);

    assertThat(built.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(built.text())
        .containsPattern("\\d of 10 NO-OP exposure quiet \\.+ \\[NO-OP in 0\\.\\d\\ds\\]\n")
        .containsPattern("\\d of 10 NO-OP saved query asked \\.+ \\[NO-OP in ")
        .containsPattern("\\d of 10 SKIP exposure board \\.+ \\[SKIP\\]\n")
        .containsPattern("\\d of 10 OK created sql view model shop.beside ")
        .doesNotContain("START exposure")
        .contains("quiet no-op", "board skipped")
        .contains("Finished running 2 exposures, 1 project hook, 1 saved query, 1 test, 6 view")
        .contains("Completed with 2 errors, 0 partial successes, and 0 warnings:")
        .endsWith("Done. PASS=5 WARN=0 ERROR=2 SKIP=2 NO-OP=2 REUSED=0 TOTAL=11\n");
    Map<?, ?> quiet =
        project.results().stream()
            .filter(result -> result.get("unique_id").equals("exposure.shop.quiet"))
            .findFirst()
            .orElseThrow();
    assertThat(quiet.get("status")).isEqualTo("no-op");
    assertThat(quiet.get("message")).isEqualTo("NO-OP");
    assertThat(quiet.get("failures")).isEqualTo(0L);
    assertThat(quiet.get("compiled")).isNull();
    assertThat((List<?>) quiet.get("timing")).hasSize(2);

    CommandProject.Done again =
        project.run(Command.RETRY, FlagValues.NONE.with(Flag.VARS, Map.of("column", "id")));
    assertThat(again.exit()).as(again.text()).isEqualTo(ExitCode.OK);
    assertThat(again.text())
        .contains("board no-op")
        .contains("PASS=4 WARN=0 ERROR=0 SKIP=0 NO-OP=1");
    FlagValues models =
        FlagValues.NONE.with(Flag.EXCLUDE_RESOURCE_TYPES, List.of("exposure", "model"));
    assertThat(project.run(Command.BUILD, models).text())
        .endsWith("Done. PASS=2 WARN=0 ERROR=0 SKIP=0 NO-OP=1 REUSED=0 TOTAL=3\n");
  }

  /** Models of which two fail, and what uses models: exposures and a saved query. */
  private CommandProject withUses() {
    return new CommandProject(folder)
        .write(
            "dbt_project.yml",
            "name: shop\nversion: '1.0'\nprofile: shop\n"
                + "on-run-end: [\"{% for r in results if r.node.resource_type == 'exposure' %}"
                + "{{ log(r.node.name ~ ' ' ~ r.status, info=true) }}{% endfor %}\"]\n")
        .write("models/a.sql", "select 1 as id, current_date() as day_1")
        .write("models/bad.sql", "select {{ var('column', 'missing') }} from {{ ref('a') }}")
        .write("models/below.sql", "select * from {{ ref('bad') }}")
        .write(
            "models/odd.sql",
            "{{ config(on_error='continue') }} select {{ var('column', 'missing') }} from {{"
                + " ref('a') }}")
        .write("models/beside.sql", "-- depends_on: {{ ref('odd') }}\nselect 2 as id")
        .write("models/spine.sql", "select date '2024-01-01' as date_day")
        .write(
            "models/uses.yml",
            "models:\n"
                + "  - name: a\n    columns: [{name: id, data_tests: [not_null]}]\n"
                + "  - name: spine\n    time_spine: {standard_granularity_column: date_day}\n"
                + "    columns: [{name: date_day, granularity: day}]\n"
                + "exposures:\n"
                + "  - {name: quiet, type: ml, owner: {name: me}, depends_on: [ref('a')]}\n"
                + "  - {name: board, type: dashboard, owner: {name: me}, depends_on:"
                + " [ref('bad')]}\n"
                + "semantic_models:\n"
                + "  - name: sem\n    model: ref('a')\n"
                + "    defaults: {agg_time_dimension: day_1}\n"
                + "    entities: [{name: id, type: primary}]\n"
                + "    dimensions: [{name: day_1, type: time, type_params: {time_granularity:"
                + " day}}]\n"
                + "    measures: [{name: many, agg: count, expr: id}]\n"
                + "metrics:\n"
                + "  - {name: many, label: Many, type: simple, type_params: {measure: many}}\n"
                + "saved_queries:\n"
                + "  - {name: asked, query_params: {metrics: [many]}}\n");
  }

  @Test
  void aTestThatWarnsFailsUnderWarnError() {
    CommandProject project =
        new CommandProject(folder)
            .write("tests/odd.sql", "{{ config(severity='warn') }} select 1 as id");

    CommandProject.Done warned = project.run(Command.TEST);
    CommandProject.Done failed =
        project.run(
            Command.TEST,
            FlagValues.NONE.with(
                Flag.WARN_ERROR_OPTIONS, Map.of("error", List.of("LogTestResult"))));

    assertThat(warned.exit()).isEqualTo(ExitCode.OK);
    assertThat(warned.text()).contains("Got 1 result, configured to warn if != 0");
    assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.text())
        .contains("1 of 1 FAIL 1 odd ")
        .contains("Got 1 result, configured to fail if != 0");
  }

  @Test
  void statementsAroundARunSeeWhatBecameOfIt() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\n"
                    + "on-run-start:\n"
                    + "  - create table if not exists {{ target.schema }}.log (line string) using parquet\n"
                    + "  - \"{{ nothing() }}\"\n"
                    + "on-run-end:\n"
                    + "  - \"insert into {{ target.schema }}.log values ('{{ told(results) }}')\"\n"
                    + "  - \"{{ log(schemas ~ ' ' ~ database_schemas, info=true) }}\"\n")
            .write(
                "macros/told.sql",
                "{% macro nothing() %}{% endmacro %}"
                    + "{% macro told(results) %}{% for r in results -%}"
                    + "{{ r.node.unique_id }} {{ r.node.config.materialized }} {{ r.status }}"
                    + " {{ r.timing | map(attribute='name') | join('+') }}"
                    + " {{ r.to_dict()['node']['alias'] }} {{ r.message is none }};"
                    + "{%- endfor %}{% endmacro %}")
            .write("models/good.sql", "select line from {{ target.schema }}.log")
            .write("models/worse.sql", "select no_such_column");

    CommandProject.Done done = project.run(Command.RUN);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains(
            "1 of 2 START hook: shop.on-run-start.0 ......................................... [RUN]\n"
                + "1 of 2 OK hook: shop.on-run-start.0 ............................................ [OK in ")
        .contains("\n\n1 of 2 START sql view model shop.good ")
        .contains("['shop'] [(None, 'shop')]\n")
        .contains("Finished running 4 project hooks, 2 view models in ")
        .endsWith("Done. PASS=5 WARN=0 ERROR=1 SKIP=0 NO-OP=0 REUSED=0 TOTAL=6\n");
    assertThat(project.statuses())
        .containsEntry("operation.shop.shop-on-run-start-0", "success")
        .containsEntry("operation.shop.shop-on-run-end-1", "success")
        .containsEntry("model.shop.worse", "error");
    String hooks = "target/compiled/shop/dbt_project.yml/hooks/shop-on-run-start-";
    assertThat(folder.resolve(hooks + "0.sql"))
        .content()
        .startsWith("create table if not exists shop.log");
    assertThat(done.events())
        .filteredOn(
            event ->
                event instanceof RunEvent.Message said && said.name().equals("ArtifactWritten"))
        .extracting(event -> ((RunEvent.Message) event).data().get("artifact_type"))
        .contains("WritableManifest", "SemanticManifest", "RunExecutionResult");
    FlagValues rows =
        FlagValues.NONE
            .with(Flag.QUIET, true)
            .with(Flag.OUTPUT, "json")
            .with(Flag.INLINE, "select line from {{ ref('good') }}");
    assertThat(project.run(Command.SHOW, rows).text())
        .contains(
            "model.shop.good view success compile+execute good False;"
                + "model.shop.worse view error compile+execute worse False;");
  }

  @Test
  void aStatementThatFailsBeforeTheRunSkipsIt() {
    CommandProject project =
        new CommandProject(folder)
            .write(
                "dbt_project.yml",
                "name: shop\nversion: '1.0'\nprofile: shop\n"
                    + "on-run-start: [select no_such_column, select 1]\n"
                    + "on-run-end: [\"{{ log(results | length, info=true) }}\"]\n")
            .write("models/m.sql", "select 1 as id");

    CommandProject.Done skipped = project.run(Command.RUN);
    assertThat(skipped.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(skipped.text())
        .contains("1 of 2 ERROR hook: shop.on-run-start.0 ")
        .contains("2 of 2 SKIP hook: shop.on-run-start.1 ")
        .contains("1 of 1 SKIP relation shop.m ")
        .contains("\n1 of 1 OK hook: shop.on-run-end.0 ")
        .contains("  shop.on-run-start.0 failed, error:\n ")
        .endsWith("Done. PASS=1 WARN=0 ERROR=1 SKIP=2 NO-OP=0 REUSED=0 TOTAL=4\n");
    project.write(
        "dbt_project.yml",
        "name: shop\nversion: '1.0'\nprofile: shop\n"
            + "flags: {skip_nodes_if_on_run_start_fails: false}\n"
            + "on-run-start: [select no_such_column]\n");
    assertThat(project.run(Command.RUN).text())
        .contains("1 of 1 OK created sql view model shop.m ");
    project.write(
        "dbt_project.yml",
        "name: shop\nversion: '1.0'\nprofile: shop\n"
            + "on-run-end: [\"{% if execute %}{{ exceptions.raise_compiler_error('told') }}{% endif %}\"]\n");
    CommandProject.Done broken = project.run(Command.RUN);
    assertThat(broken.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(broken.text()).contains("told");
    assertThat(project.statuses()).isEqualTo(Map.of("model.shop.m", "success"));
  }

  @Test
  void nothingIsBuiltUnderANameThatAMacroLeftEmpty() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/m.sql", "select 1 as id")
            .write(
                "macros/names.sql", "{% macro generate_alias_name(custom, node) %}{% endmacro %}");

    CommandProject.Done run = project.run(Command.RUN);

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.text())
        .contains("Compilation Error in model m (models/m.sql)")
        .containsPattern("The name '\\w+\\.' has no identifier\\. Let generate_schema_name and ");
  }

  @Test
  void seedsAreLoadedBeforeWhatReadsThem() {
    CommandProject project =
        new CommandProject(folder)
            .write("seeds/countries.csv", "code,name\nde,Germany\nfr,France\n")
            .write("models/names.sql", "select name from {{ ref('countries') }}")
            .write("tests/two.sql", "select 1 from {{ ref('names') }} having count(*) != 2");

    CommandProject.Done built = project.run(Command.BUILD);
    assertThat(built.text())
        .contains("1 of 3 START seed file shop.countries ", "[INSERT 2 in ")
        .endsWith("Done. PASS=3 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=3\n");
    Map<?, ?> result =
        (Map<?, ?>) ((List<?>) project.artifact("run_results.json").get("results")).get(0);
    assertThat(result.get("message")).isEqualTo("INSERT 2");
    assertThat(result.get("relation_name")).isNull();
    assertThat(((Map<?, ?>) result.get("adapter_response")).get("rows_affected")).isEqualTo(2L);

    FlagValues shown = FlagValues.NONE.with(Flag.SHOW, true).with(Flag.FULL_REFRESH, true);
    assertThat(project.run(Command.SEED, shown).text())
        .contains("[CREATE 2 in ")
        .contains("\nRandom sample of table: shop.countries\n-----")
        .containsPattern(
            "\\| code \\| name    \\|\n.*\n\\| (de   \\| Germany|fr   \\| France ) \\|\n");
    project.write("seeds/countries.csv", "code,name\nde,Germany,x\n");
    CommandProject.Done refused = project.run(Command.SEED);
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.text())
        .contains("1 of 1 ERROR loading seed file shop.countries ")
        .contains("Row 0 has 3 values, but Table only has 2 columns. The row begins in line 2 of ");
    FlagValues nothing = FlagValues.NONE.with(Flag.EXCLUDE, List.of("*"));
    assertThat(project.run(Command.SEED, nothing).text())
        .contains(ExecuteCommand.NOTHING_TO_DO + "\n\nCompleted successfully\n\nDone. PASS=0 ");
    assertThat(project.run(Command.TEST).exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void theEphemeralModelsInsideOfARunAreWritten() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/e.sql", "{{ config(materialized='ephemeral') }}select 1 as id")
            .write("models/b.sql", "select id from {{ ref('e') }}");

    assertThat(project.run(Command.RUN).exit()).isEqualTo(ExitCode.OK);

    assertThat(folder.resolve("target/compiled/shop/models/e.sql")).hasContent("select 1 as id");
  }

  @Test
  void failingRowsAreStoredWhereTheyAreWanted() {
    CommandProject project =
        new CommandProject(folder)
            .write("tests/odd.sql", "{{ config(store_failures_as='view') }} select 7 as id")
            .write("tests/none.sql", "{{ config(store_failures=true) }} select 1 as id where false")
            .write("tests/left.sql", "{{ config(store_failures=false) }} select 1 as id")
            .write("tests/asked.sql", "{{ config(severity='warn') }} select 5 as id");

    CommandProject.Done done =
        project.run(Command.TEST, FlagValues.NONE.with(Flag.STORE_FAILURES, true));

    assertThat(done.text())
        .contains(
            "  See test failures:\n  --------------------------------------\n"
                + "  select * from shop_dbt_test__audit.odd\n")
        .contains("select * from shop_dbt_test__audit.asked\n")
        .doesNotContain("from shop_dbt_test__audit.none", "from shop_dbt_test__audit.left")
        .endsWith("Done. PASS=1 WARN=1 ERROR=2 SKIP=0 NO-OP=0 REUSED=0 TOTAL=4\n");
    FlagValues rows =
        FlagValues.NONE
            .with(Flag.QUIET, true)
            .with(Flag.OUTPUT, "json")
            .with(
                Flag.INLINE,
                "select max(a.id + o.id) as both, count(n.id) as none from"
                    + " shop_dbt_test__audit.asked a, shop_dbt_test__audit.odd o"
                    + " left join shop_dbt_test__audit.none n");
    assertThat(project.run(Command.SHOW, rows).text()).contains("\"both\": 12", "\"none\": 0");
    project.write("tests/odd.sql", "{{ config(store_failures_as='file') }} select 7 as id");
    assertThat(project.run(Command.TEST).text())
        .contains(
            "'file' is not a valid value for `store_failures_as`. Accepted values are:"
                + " ['ephemeral', 'table', 'view']");
  }

  @Test
  void showPrintsTheFirstRowsOfOneNode() {
    CommandProject project =
        new CommandProject(folder)
            .write("models/e.sql", "{{ config(materialized='ephemeral') }} select id from range(9)")
            .write("models/b.sql", "select id, 'x' as name from {{ ref('e') }}")
            .write("seeds/s.csv", "k,v\n1,a\n")
            .write("tests/odd.sql", "select id from {{ ref('e') }} where id = 7");
    FlagValues two = FlagValues.NONE.with(Flag.LIMIT, 2L);

    CommandProject.Done model =
        project.run(Command.SHOW, two.with(Flag.SELECT, List.of("b", "odd")));
    assertThat(model.exit()).isEqualTo(ExitCode.OK);
    assertThat(model.text())
        .endsWith(
            "Previewing node 'b':\n| id | name |\n| -- | ---- |\n|  0 | x    |\n|  1 | x    |\n\n");
    assertThat(folder.resolve("target/compiled/shop/models/e.sql"))
        .content()
        .contains("select id from range(9)");
    FlagValues json = two.with(Flag.OUTPUT, "json").with(Flag.QUIET, true);
    assertThat(project.run(Command.SHOW, json.with(Flag.SELECT, List.of("odd"))).text())
        .isEqualTo(
            "{\n  \"node\": \"odd\",\n  \"show\": [\n    {\n      \"id\": 7\n    }\n  ]\n}\n");
    assertThat(
            project
                .run(
                    Command.SHOW, json.with(Flag.INLINE, "select max(id) as m from {{ ref('e') }}"))
                .text())
        .isEqualTo("{\n  \"show\": [\n    {\n      \"m\": 8\n    }\n  ]\n}\n");
    assertThat(project.run(Command.SHOW, two.with(Flag.SELECT, List.of("s"))).text())
        .endsWith("Previewing node 's':\n| k | v |\n| - | - |\n| 1 | a |\n\n");
    FlagValues all = json.with(Flag.SELECT, List.of("e")).with(Flag.LIMIT, -1L);
    assertThat(project.run(Command.SHOW, all).text().split("\"id\"", -1)).hasSize(10);
  }
}
