package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask no warehouse: what they print, how they end. The lines are dbt 1.12's. */
class CommandsTest {
  private static final String CONCURRENCY = "\n\nConcurrency: 1 threads (target='dev')\n\n";

  @TempDir private Path folder;
  private CommandProject project;

  @BeforeEach
  void write() {
    project =
        new CommandProject(folder)
            .write("models/a.sql", "select 1 as id")
            .write(
                "models/e.sql",
                "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('a') }}")
            .write("models/b.sql", "select * from {{ ref('e') }}")
            .write(
                "models/s.yml",
                "models: [{name: a, columns: [{name: id, data_tests: [not_null]}]}]")
            .write(
                "macros/m.sql",
                "{% macro hello(who='you', n=1) %}{{ log('hello ' ~ who, info=true) }}"
                    + "{{ print('printed ' ~ n) }}{% endmacro %}\n"
                    + "{% macro boom() %}{{ exceptions.raise_compiler_error('no way') }}"
                    + "{% endmacro %}");
  }

  @Test
  void parsePrintsWhereItsFiguresAre() {
    CommandProject.Done done = project.run(Command.PARSE);

    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .endsWith("Performance info: " + folder.resolve("target/perf_info.json") + "\n")
        .doesNotContain("Found ");
    assertThat(((Number) project.artifact("perf_info.json").get("load_all_elapsed")).doubleValue())
        .isPositive();
    assertThat(project.artifact("perf_info.json").get("path_count")).isEqualTo(4L);
  }

  /** As dbt-core 1.12.3 says of such a project. */
  @Test
  void whatIsFoundLeavesOutTestsOfDisabledVersionsAndFunctions() {
    project
        .write("models/v_v1.sql", "select 1 as id")
        .write("models/v_v2.sql", "select 1 as id")
        .write(
            "models/v.yml",
            "models: [{name: v, columns: [{name: id, data_tests: [unique]}],"
                + " versions: [{v: 1}, {v: 2, config: {enabled: false}}]}]")
        .write("functions/f.sql", "a + 1")
        .write(
            "functions/f.yml",
            "functions: [{name: f, arguments: [{name: a, data_type: int}],"
                + " returns: {data_type: int}}]");

    assertThat(project.run(Command.LS).text())
        .contains("Found 4 models, 2 data tests, ")
        .doesNotContain("function");
  }

  @Test
  void theLogTellsTheFlags() {
    FlagValues flags = FlagValues.NONE.with(Flag.FAIL_FAST, true).with(Flag.VARS, Map.of("a", 1L));
    RunEvent.Message told =
        project.run(Command.PARSE, flags).events().stream()
            .filter(RunEvent.Message.class::isInstance)
            .map(RunEvent.Message.class::cast)
            .filter(message -> message.name().equals("MainReportArgs"))
            .findFirst()
            .orElseThrow();

    assertThat(told.level()).isEqualTo(RunEvent.Level.DEBUG);
    assertThat(told.text())
        .startsWith("running dbt with arguments {")
        .contains("'fail_fast': 'True'", "'vars': \"{'a': 1}\"");
  }

  @Test
  void compilePrintsTheOneNodeThatIsAskedFor() {
    assertThat(compile(Flag.SELECT, List.of("b")).text())
        .endsWith(
            CONCURRENCY
                + "Compiled node 'b' is:\nwith __dbt__cte__e as (\n\nselect * from shop.a\n)"
                + " select * from __dbt__cte__e\n");
    assertThat(project.statuses()).containsEntry("model.shop.b", "success");
  }

  @Test
  void whatAModelLogsWhileItIsCompiledNamesTheModel() {
    project.write("models/chatty.sql", "{{ log('hi', info=execute) }}select 1");
    assertThat(compile(Flag.SELECT, List.of("chatty")).events())
        .anySatisfy(
            event -> {
              assertThat(event).isInstanceOf(RunEvent.Message.class);
              RunEvent.Message said = (RunEvent.Message) event;
              assertThat(said.name()).isEqualTo("JinjaLogInfo");
              assertThat(said.work().orElseThrow().node().name()).isEqualTo("chatty");
            });
  }

  @Test
  void anInlineQueryIsCompiledLikeAModel() {
    assertThat(compile(Flag.INLINE, "select * from {{ ref('e') }}").text())
        .endsWith(
            "Compiled inline node is:\nwith __dbt__cte__e as (\n\nselect * from shop.a\n)"
                + " select * from __dbt__cte__e\n");
  }

  @Test
  void templatesAreToldWhereTheCommandWorksAndWhatItWasAskedFor() {
    FlagValues flags =
        FlagValues.NONE
            .with(Flag.SELECT, List.of("a"))
            .with(
                Flag.INLINE,
                "{{ invocation_args_dict.project_dir }} {{ flags.PROFILES_DIR }}"
                    + " {{ invocation_args_dict.select }} {{ invocation_args_dict.debug is defined }}")
            .with(Flag.DEBUG, false);

    assertThat(project.run(Command.COMPILE, flags).text())
        .endsWith(folder + " " + folder + " ('a',) False\n");
  }

  @Test
  void aSeedIsCompiledToNothing() {
    CommandProject.Done done =
        project
            .write("seeds/s.csv", "id\n1\n")
            .run(Command.COMPILE, FlagValues.NONE.with(Flag.SELECT, List.of("s")));

    assertThat(done.text()).contains("Compiled node 's' is:").doesNotContain("Nothing to do");
    assertThat(project.results().get(0).get("relation_name")).isNull();
  }

  @Test
  void jsonAndQuietLeaveTheResultAlone() {
    FlagValues flags =
        FlagValues.NONE
            .with(Flag.INLINE, "select 1")
            .with(Flag.OUTPUT, "json")
            .with(Flag.QUIET, true);
    assertThat(project.run(Command.COMPILE, flags).text())
        .isEqualTo("{\n  \"compiled\": \"select 1\"\n}\n");
    FlagValues model = flags.with(Flag.INLINE, "").with(Flag.SELECT, List.of("a"));
    assertThat(project.run(Command.COMPILE, model).text())
        .isEqualTo("{\n  \"node\": \"a\",\n  \"compiled\": \"select 1 as id\"\n}\n");
  }

  @Test
  void anInlineQueryThatIsNoTemplateSaysSo() {
    CommandProject.Done done = compile(Flag.INLINE, "select {{ 1 + }}");

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text())
        .contains("[ERROR]: Error while parsing node: inline_query\n")
        .contains("unexpected 'end of print statement'")
        .contains("Error parsing inline query")
        .doesNotContain("Exception");
    assertThat(compile(Flag.INLINE, "select * from {{ ref('gone') }}").text())
        .contains(
            "Sql_Operation 'sql_operation.shop.inline_query' (from remote system.sql) depends on a"
                + " node named 'gone' which was not found");
  }

  @Test
  void theFirstNodeThatFailsEndsTheCompilation() {
    project.write("models/z.sql", "select\n  {{ nomacro() }}");

    CommandProject.Done done = compile(Flag.SELECT, List.of("z"));

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text())
        .contains(
            "[ERROR]: Encountered an error:\nRuntime Error\n"
                + "  Compilation Error in model z (models/z.sql)\n"
                + "    'nomacro' is undefined. This can happen when calling a macro that does not"
                + " exist. Check for typos and/or install package dependencies with \"dbt deps\".")
        .contains("at models/z.sql:2:");
  }

  @Test
  void nothingToDoIsAWarning() {
    CommandProject.Done done = compile(Flag.SELECT, List.of("nope"));

    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .endsWith(
            "[WARNING]: The selection criterion 'nope' does not match any enabled nodes\n"
                + "[WARNING]: Nothing to do. Try checking your model configs and model"
                + " specification args\n");
    FlagValues strict =
        FlagValues.NONE
            .with(Flag.SELECT, List.of("nope"))
            .with(Flag.WARN_ERROR_OPTIONS, Map.of("error", List.of("NothingToDo")));
    assertThat(project.run(Command.COMPILE, strict).exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
  }

  /** dbt-core 1.12 task/seed.py and task/clone.py, which leave task_end_messages as it is. */
  @Test
  void seedAndCloneOfNothingSayThatTheyAreDone() {
    FlagValues none = FlagValues.NONE.with(Flag.SELECT, List.of("nope"));
    String end = "\nCompleted successfully\n\nDone. PASS=0 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0";
    assertThat(project.run(Command.SEED, none).text()).contains(end);
    assertThat(project.run(Command.RUN, none).text()).doesNotContain("Done.");
  }

  @Test
  void listingsHaveFourForms() {
    assertThat(list("selector")).isEqualTo("shop.a\nshop.b\nshop.e\nshop.not_null_a_id\n");
    assertThat(list("name")).isEqualTo("a\nb\ne\nnot_null_a_id\n");
    assertThat(list("path")).isEqualTo("models/a.sql\nmodels/b.sql\nmodels/e.sql\nmodels/s.yml\n");
    assertThat(list("json")).contains("{\"name\": \"a\", \"resource_type\": \"model\", ");
  }

  @Test
  void aListingShowsTheKeysThatAreAskedFor() {
    FlagValues flags =
        FlagValues.NONE
            .with(Flag.LIST_OUTPUT, "json")
            .with(Flag.OUTPUT_KEYS, List.of("alias", "config.materialized"))
            .with(Flag.SELECT, List.of("e"))
            .with(Flag.QUIET, true);
    assertThat(project.run(Command.LS, flags).text())
        .isEqualTo("{\"alias\": \"e\", \"config.materialized\": \"ephemeral\"}\n");
  }

  @Test
  void aMacroIsRunWithItsArguments() {
    assertThat(operation("hello", Map.of()).text()).endsWith("\nhello you\nprinted 1\n");
    assertThat(operation("shop.hello", Map.of("who", "me", "n", 3L)).text())
        .endsWith("\nhello me\nprinted 3\n");
    assertThat(project.statuses()).isEqualTo(Map.of("macro.shop.hello", "success"));
  }

  @Test
  void printingIsHeldBackByItsFlagAloneAndNotByQuiet() {
    FlagValues hello = FlagValues.NONE.with(Flag.MACRO, "hello");
    assertThat(project.run(Command.RUN_OPERATION, hello.with(Flag.PRINT, false)).text())
        .endsWith("\nhello you\n");
    assertThat(project.run(Command.RUN_OPERATION, hello.with(Flag.QUIET, true)).text())
        .isEqualTo("printed 1\n");
  }

  @Test
  void aMacroThatFailsIsAFailure() {
    CommandProject.Done done = operation("boom", Map.of());

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains(
            "[ERROR]: Encountered an error while running operation: Runtime Error\n"
                + "  Compilation Error in macro boom (macros/m.sql)\n    no way\n");
    assertThat(project.statuses()).isEqualTo(Map.of("macro.shop.boom", "error"));
  }

  @Test
  void whatATemplateCannotDoStandsBelowItsOwnHeading() {
    CommandProject.Done done = operation("hello", Map.of("nobody", 1L));

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains(
            "[ERROR]: Encountered an error while running operation: Compilation Error\n"
                + "  macro 'dbt_macro__hello' takes no keyword argument 'nobody'\n");
  }

  @Test
  void aMacroThatIsNotThereIsAnErrorOfTheCommand() {
    CommandProject.Done done = operation("gone.hello", Map.of());

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text())
        .contains(
            "[ERROR]: Encountered an error while running operation: Runtime Error\n"
                + "  dbt could not find a macro with the name \"hello\" in the \"gone\" package\n")
        .contains("Compilation Error\n  dbt could not find a macro with the name 'hello' in any");
    assertThat(project.run(Command.RUN_OPERATION).text())
        .endsWith(
            "Runtime Error\n  Either a macro name or --sql must be passed to run-operation\n");
  }

  @Test
  void debugNamesTheFolderOfProfiles() {
    CommandProject.Done done =
        project.run(Command.DEBUG, FlagValues.NONE.with(Flag.CONFIG_DIR, true));

    assertThat(done.exit()).isEqualTo(ExitCode.OK);
    assertThat(done.text())
        .contains("To view your profiles.yml file, run:\n\n")
        .endsWith(" " + folder + "\n");
  }

  @Test
  void debugListsWhatIsWrong() {
    project.write("profiles.yml", "shop: {target: x, outputs: {dev: {type: glue, schema: s}}}");

    CommandProject.Done done = project.run(Command.DEBUG);

    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains(
            "  profiles.yml file [ERROR invalid]\n  dbt_project.yml file [OK found and valid]\n")
        .contains("Connection test skipped since no profile was found\n")
        .contains("1 check failed:\nProfile loading failed for the following reason:\n")
        .contains("The profile 'shop' does not have a target named 'x'");
  }

  @Test
  void debugWithoutAProfileStillReadsTheProjectAndWithoutAProjectNamesTheProfiles()
      throws IOException {
    Files.delete(folder.resolve("profiles.yml"));
    assertThat(project.run(Command.DEBUG).text())
        .contains("[ERROR not found]\n  dbt_project.yml file [OK found and valid]\n")
        .contains("1 check failed:\ndbt looked for a profiles.yml file in ");

    project.write("profiles.yml", "{a: {}, config: {}, b: {}}");
    Files.delete(folder.resolve("dbt_project.yml"));
    CommandProject.Done done = project.run(Command.DEBUG);
    assertThat(done.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(done.text())
        .contains("[ERROR invalid]\n  dbt_project.yml file [ERROR not found]\n")
        .contains("2 checks failed:\n", "profiles.yml has these:\n   - a\n   - b\n");
  }

  @Test
  void showWantsToKnowWhat() {
    CommandProject.Done done = project.run(Command.SHOW);

    assertThat(done.exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(done.text())
        .endsWith("Runtime Error\n  Either --select or --inline must be passed to show\n");
  }

  private CommandProject.Done compile(Flag flag, Object value) {
    return project.run(Command.COMPILE, FlagValues.NONE.with(flag, value));
  }

  private CommandProject.Done operation(String macro, Map<String, Object> arguments) {
    return project.run(
        Command.RUN_OPERATION, FlagValues.NONE.with(Flag.MACRO, macro).with(Flag.ARGS, arguments));
  }

  private String list(String output) {
    FlagValues flags = FlagValues.NONE.with(Flag.LIST_OUTPUT, output).with(Flag.QUIET, true);
    return project.run(Command.LS, flags).text();
  }
}
