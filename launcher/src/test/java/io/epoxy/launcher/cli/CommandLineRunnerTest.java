package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.bundle.console.ConsoleOptions.Colours;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.launcher.target.JobTarget;
import io.epoxy.launcher.target.LocalJobTarget;
import io.epoxy.launcher.target.SubmitOptions;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineRunnerTest {
  private final FakeRunner runner = new FakeRunner();
  private final Map<String, String> env = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Optional<SubmitOptions> submitted = Optional.empty();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "parse,PARSE",
    "ls,LS",
    "list,LS",
    "compile,COMPILE",
    "lint,LINT",
    "run,RUN",
    "test,TEST",
    "build,BUILD"
  })
  void everyCommandReachesTheRunner(String word, Command command) {
    assertThat(run(word)).isZero();
    assertThat(invocation().command()).isEqualTo(command);
    assertThat(invocation().commandLine()).isEqualTo("epoxy " + word);
    assertThat(submitted).isEmpty();
    assertThat(printed()).isEqualTo("00:00:00  ran\nprinted\n");
  }

  @Test
  void flagsStandBeforeOrAfterTheCommand() throws IOException {
    Files.createDirectory(folder.resolve("shop"));
    run(
        "--project-dir",
        "shop",
        "-t",
        "prod",
        "build",
        "--profile=p",
        "--vars",
        "{a: 1}",
        "--threads",
        "3",
        "--target-path",
        "out",
        "--profiles-dir",
        ".");
    Path shop = folder.resolve("shop");
    assertThat(folders())
        .isEqualTo(
            new Folders(
                shop,
                folder,
                Optional.of(shop.resolve("out")),
                Optional.empty(),
                Optional.empty()));
    assertThat(invocation().target()).contains("prod");
    assertThat(invocation().profile()).contains("p");
    assertThat(invocation().vars()).isEqualTo(Map.of("parsed", "{a: 1}"));
    assertThat(invocation().threads()).hasValue(3);
  }

  @Test
  void profilesComeFromFlagThenEnvironmentThenHereThenProjectThenHome() throws IOException {
    Path shop = Files.createDirectory(folder.resolve("shop"));
    Path other = Files.createDirectory(folder.resolve("other"));
    env.put("HOME", folder.resolve("home").toString());
    assertThat(profiles()).isEqualTo(folder.resolve("home/.dbt"));
    Files.writeString(shop.resolve("profiles.yml"), "");
    assertThat(profiles()).isEqualTo(shop);
    Files.writeString(folder.resolve("profiles.yml"), "");
    assertThat(profiles()).isEqualTo(folder);
    env.put("DBT_PROFILES_DIR", "other");
    assertThat(profiles()).isEqualTo(other);
    env.put("DBT_ENGINE_PROFILES_DIR", "shop");
    assertThat(profiles()).isEqualTo(shop);
    assertThat(profiles("--profiles-dir", "other")).isEqualTo(other);
  }

  private Path profiles(String... flags) {
    String[] words = {"run", "--project-dir", "shop"};
    run(Stream.concat(Stream.of(words), Stream.of(flags)).toArray(String[]::new));
    return folders().profiles();
  }

  @Test
  void aFlagGivenTwiceAtOnePlaceCountsAsGivenLast() {
    run("run", "--target", "a", "--target", "b", "--fail-fast", "--no-fail-fast");
    assertThat(invocation().target()).contains("b");
    assertThat(invocation().flags().isOn(Flag.FAIL_FAST)).isFalse();
  }

  @Test
  void selectionTakesSeveralValuesAndRepeats() {
    run(
        "build",
        "--select",
        "a+",
        "tag:b c",
        "--exclude",
        "d",
        "-s",
        "e",
        "--resource-type",
        "model",
        "test",
        "-f");
    assertThat(invocation().select()).containsExactly("a+", "tag:b c", "e");
    assertThat(invocation().exclude()).containsExactly("d");
    assertThat(invocation().resourceTypes()).containsExactly("model", "test");
    assertThat(invocation().fullRefresh()).isTrue();
  }

  @Test
  void theFirstWordOfAListIsSplitAtBlanks() {
    run("build", "--select", "a b", "-m", "c");
    assertThat(invocation().select()).containsExactly("a", "b", "c");
    run("build", "--select", "@a", "--exclude=x y");
    assertThat(invocation().select()).containsExactly("@a");
    assertThat(invocation().exclude()).containsExactly("x", "y");
  }

  @Test
  void listOptions() {
    run("ls", "--output", "json", "--output-keys", "name alias", "tags");
    assertThat(invocation().list().output()).isEqualTo("json");
    assertThat(invocation().list().outputKeys()).containsExactly("name", "alias", "tags");
    run("ls");
    assertThat(invocation().list()).isEqualTo(new Invocation.ListOptions("selector", List.of()));
    run("ls", "--models", "a");
    assertThat(invocation().select()).containsExactly("a");
    assertThat(invocation().resourceTypes()).containsExactly("model");
  }

  @Test
  void theEnvironmentFillsWhatTheCommandLineLeavesOpen() throws IOException {
    Files.createDirectory(folder.resolve("new"));
    env.put("DBT_PROJECT_DIR", "old");
    env.put("DBT_ENGINE_PROJECT_DIR", "new");
    env.put("DBT_TARGET", "ci");
    env.put("DBT_PROFILE", "p");
    env.put("DBT_TARGET_PATH", "/abs");
    env.put("DBT_FULL_REFRESH", "True");
    env.put("DBT_RESOURCE_TYPES", "model  seed");
    env.put("DBT_QUIET", "1");
    run("build");
    assertThat(folders().project()).isEqualTo(folder.resolve("new"));
    assertThat(folders().target()).contains(Path.of("/abs"));
    assertThat(invocation().target()).contains("ci");
    assertThat(invocation().profile()).contains("p");
    assertThat(invocation().fullRefresh()).isTrue();
    assertThat(invocation().resourceTypes()).containsExactly("model", "seed");
    assertThat(printed()).isEqualTo("printed\n");
    run("build", "--target", "dev", "--no-quiet");
    assertThat(invocation().target()).contains("dev");
    assertThat(printed()).endsWith("00:00:00  ran\nprinted\n");
  }

  @Test
  void theProjectIsLookedForInParentFolders() throws IOException {
    Files.writeString(folder.getParent().resolve("dbt_project.yml"), "");
    try {
      run("parse");
      assertThat(folders().project()).isEqualTo(folder.getParent());
    } finally {
      Files.delete(folder.getParent().resolve("dbt_project.yml"));
    }
  }

  @Test
  void dbtsOtherFlagsAreAcceptedWithoutEffect() {
    int exitCode =
        run(
            "--partial-parse",
            "build",
            "--no-version-check",
            "--static-parser",
            "--no-send-anonymous-usage-stats",
            "--no-write-json",
            "--log-level-file=none",
            "--single-threaded",
            "-r",
            "timing.prof",
            "--select",
            "a",
            "--no-populate-cache");
    assertThat(exitCode).isZero();
    assertThat(invocation().select()).containsExactly("a");
    assertThat(invocation().commandLine()).contains("--partial-parse");
  }

  @Test
  void submitSendsTheSameCommandToGlue() {
    assertThat(run("submit", "build", "--select", "a", "--target", "prod")).isZero();
    assertThat(submitted).contains(SubmitOptions.of(SubmitOptions.Wait.FOLLOW));
    assertThat(invocation().command()).isEqualTo(Command.BUILD);
    assertThat(invocation().target()).contains("prod");
    String id = "5f0c7d7e-0a59-4f0c-8a3e-0e2d3a4b5c6d";
    run("submit", "run", "--resume", "--invocation-id", id);
    assertThat(submitted.orElseThrow().again()).isEqualTo(SubmitOptions.Again.RESUME);
    assertThat(invocation().id()).isEqualTo(id);
    assertThat(run("submit", "run", "--resume")).isEqualTo(2);
    run("submit", "--no-wait", "run");
    assertThat(submitted).contains(SubmitOptions.of(SubmitOptions.Wait.DETACH));
    run("--target", "x", "submit", "run", "--no-wait");
    assertThat(submitted).contains(SubmitOptions.of(SubmitOptions.Wait.DETACH));
    assertThat(invocation().target()).contains("x");
  }

  @Test
  void aSubmitMayHaveATimeoutAndTheIdOfAnEarlierOne() {
    String id = "5f0c7d7e-0a59-4f0c-8a3e-0e2d3a4b5c6d";
    assertThat(run("submit", "build", "--timeout", "30", "--invocation-id", id)).isZero();
    assertThat(submitted.orElseThrow().timeoutMinutes()).hasValue(30);
    assertThat(invocation().id()).isEqualTo(id);
    run("build", "--invocation-id", id);
    assertThat(invocation().id()).isNotEqualTo(id);
  }

  @Test
  void aCommandAboutTheGlueJobIsNeitherSubmittedNorWordy() {
    runner.fault = Optional.of(new EpoxyException(ErrorCode.PROFILE, "no profile"));
    assertThat(run("runs", "--limit", "3", "--output", "json")).isEqualTo(2);
    assertThat(printed())
        .isEqualTo("10:11:12  [ERROR]: Encountered an error:\nRuntime Error\n  no profile\n");
    assertThat(run("status", "a", "b")).isEqualTo(2);
    assertThat(complained()).endsWith("Error: Got unexpected extra argument (b)\n");
    assertThat(run("submit", "cancel", "jr_1")).isEqualTo(2);
    assertThat(complained())
        .endsWith("Error: 'cancel' works on this machine; it is not submitted.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs --output yaml|epoxy runs|Invalid value for '--output': 'yaml' is not one of 'json',"
            + " 'text'.",
        "submit build --timeout soon|epoxy submit build|Invalid value for '--timeout': 'soon' is not"
            + " a valid integer.",
        "submit build --timeout 0|epoxy submit build|Invalid value for '--timeout': 0 is not in the"
            + " range 1<=x<=10080.",
        "submit build --timeout|epoxy submit build|Option '--timeout' requires an argument.",
        "submit run --invocation-id x|epoxy submit run|Invalid value for '--invocation-id': 'x' is"
            + " not a valid UUID.",
        "build --foo|epoxy build|No such option '--foo'.",
        "build --fool-refresh|epoxy build|No such option '--fool-refresh'. (Did you mean one"
            + " of: '--full-refresh', '--store-failures'?)",
        "run --no-full-refresh|epoxy run|No such option '--no-full-refresh'. (Did you mean"
            + " one of: '--full-refresh', '--no-fail-fast'?)",
        "parse --partial-parse-file-path /gone|epoxy parse|Invalid value for"
            + " '--partial-parse-file-path': File '/gone' does not exist.",
        "build --exclud x|epoxy build|No such option '--exclud'. Did you mean '--exclude'?",
        "foo|epoxy|No such command 'foo'.",
        "biuld|epoxy|No such command 'biuld'. Did you mean 'build'?",
        "build x y|epoxy build|Got unexpected extra arguments (x y)",
        "run --threads|epoxy run|Option '--threads' requires an argument.",
        "run --quiet=1|epoxy run|Option '--quiet' does not take a value.",
        "run --threads x|epoxy run|Invalid value for '--threads': 'x' is not a valid integer.",
        "run --full=1|epoxy run|No such option '--full'. Did you mean '--full-refresh'?",
        "submit --wait|epoxy submit|Missing command.",
        "docs --debug|epoxy docs|Missing command.",
        "submit build --foo|epoxy submit build|No such option '--foo'.",
        "-t a run -t b|epoxy run|target was provided both before and after the subcommand, it can"
            + " only be set either before or after.",
        "run --warn-error --warn-error-options {}|epoxy run|warn_error_options: not allowed with"
            + " argument warn_error",
        "compile --inline x --select y|epoxy compile|inline: not allowed with argument select",
        "compile --inline x --selector y|epoxy compile|inline: not allowed with argument selector",
        "run --event-time-start 2024-01-01|epoxy run|The flag `--event-time-start` was specified,"
            + " but `--event-time-end` was not. When specifying `--event-time-start`,"
            + " `--event-time-end` must also be present.",
        "run --project-dir /gone|epoxy run|Invalid value for '--project-dir': Path '/gone' does"
            + " not exist.",
        "docs serve --port 80|epoxy docs serve|This version of Epoxy does not have the"
            + " command 'docs serve' yet.",
        "ls --models a --select b|epoxy ls|\"models\" and \"select\" are mutually exclusive"
            + " arguments",
        "build --resource-type table|epoxy build|Invalid value for '--resource-types' /"
            + " '--resource-type': 'table' is not one of 'metric', 'semantic_model', 'saved_query',"
            + " 'source', 'analysis', 'function', 'model', 'test', 'unit_test', 'exposure',"
            + " 'snapshot', 'seed', 'default', 'all'.",
        "ls --output x|epoxy ls|Invalid value for '--output': 'x' is not one of 'json', 'name',"
            + " 'path', 'selector'.",
        "run --sample 3days|epoxy run|Invalid value for '--sample': no window",
        "run --log-format x|epoxy run|Invalid value for '--log-format': 'x' is not one of 'text',"
            + " 'debug', 'json', 'default'.",
      })
  void usageErrorsAreASentenceAndExitCodeTwo(String words, String command, String sentence) {
    assertThat(run(words.split(" ", -1))).isEqualTo(2);
    assertThat(printed()).isEmpty();
    assertThat(complained())
        .isEqualTo(
            "Usage: "
                + command
                + (isGroup(command) ? " [OPTIONS] COMMAND [ARGS]..." : " [OPTIONS]")
                + "\nTry '"
                + command
                + " --help' for help.\n\nError: "
                + sentence
                + "\n");
  }

  private static boolean isGroup(String command) {
    return List.of("epoxy", "epoxy submit", "epoxy docs").contains(command);
  }

  @ParameterizedTest
  @CsvSource({
    "'',It is empty; an empty dictionary is '{}'.",
    "[1],It must be a dictionary.",
  })
  void wrongYamlIsToldOnBothStreams(String text, String why) {
    assertThat(run("build", "--vars", text)).isEqualTo(2);
    assertThat(printed())
        .isEqualTo("10:11:12  [ERROR]: The YAML provided in the --vars argument is not valid.\n");
    assertThat(complained())
        .endsWith(
            "Error: Invalid value for '--vars': String '"
                + text
                + "' is not valid YAML. "
                + why
                + "\n");
  }

  @Test
  void whatIsWrongWithFlagsButNotWithTheirUseIsAnErrorOfTheCommand() {
    assertThat(run("build", "--vars", "{1: 2}")).isEqualTo(2);
    assertThat(printed())
        .isEqualTo(
            "10:11:12  [ERROR]: Encountered an error:\nRuntime Error\n"
                + "  at path ['cli_vars']: 1 is no text\n");
    assertThat(complained()).isEmpty();
    assertThat(run("debug", "--vars", "{1: 2}")).isEqualTo(0);
  }

  @Test
  void aWrongSwitchInTheEnvironmentIsNamed() {
    env.put("DBT_QUIET", "perhaps");
    assertThat(run("build")).isEqualTo(2);
    assertThat(complained())
        .endsWith(
            "Error: Invalid value for '--quiet' / '-q': 'perhaps' is not a valid boolean."
                + " Recognized values: , 0, 1, f, false, n, no, off, on, t, true, y, yes\n");
  }

  @Test
  void theRunnersExitCodeIsTheProcesss() {
    runner.exitCode = ExitCode.FAILED;
    assertThat(run("build")).isEqualTo(1);
    runner.exitCode = ExitCode.NEEDS_MORE;
    assertThat(run("build")).isEqualTo(86);
  }

  @Test
  void aUsersErrorIsItsSentence() {
    runner.fault = Optional.of(new EpoxyException(ErrorCode.PROFILE, "Could not find profile"));
    assertThat(run("submit", "build")).isEqualTo(2);
    assertThat(printed())
        .isEqualTo(
            "10:11:12  [ERROR]: Encountered an error:\nRuntime Error\n  Could not find profile\n");
  }

  @Test
  void aFaultOfOursNamesTheLogFileAndKeepsItsTraceThere() {
    runner.fault = Optional.of(new IllegalStateException("broken"));
    assertThat(run("build")).isEqualTo(2);
    Path log = folder.resolve("logs/epoxy.log");
    assertThat(printed())
        .isEqualTo(
            "10:11:12  [ERROR]: Encountered an error:\nInternal Error\n"
                + "  A fault of Epoxy itself: java.lang.IllegalStateException: broken\n"
                + "  The stack trace is in "
                + log
                + "; please report it.\n");
    assertThat(log).content().contains("IllegalStateException: broken", "\tat io.epoxy");
  }

  @Test
  void jsonAndColours() {
    run("build", "--log-format", "json", "--use-colors");
    assertThat(printed()).startsWith("{\"data\":{\"msg\":\"ran\"},\"info\":{");
    out.reset();
    run("build", "--use-colors");
    assertThat(printed()).startsWith("\u001b[0m00:00:00  ran");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-v", "-V", "build --version"})
  void versionsAreWrittenAsDbtDoes(String words) {
    assertThat(run(words.split(" ", -1))).isZero();
    assertThat(printed()).startsWith("Core:\n  - installed: 1.12.3\n\nPlugins:\n  - glue: epoxy ");
  }

  @Test
  void theReadyMadeHelpIsWhatTheParserSays() {
    CommandLine parser = new CommandLineParser().line();
    assertThat(HelpText.load()).isEqualTo(parser.getUsageMessage(CommandLine.Help.Ansi.OFF));
    assertThat(run("--help")).isZero();
    assertThat(run("-h")).isZero();
    assertThat(printed()).isEqualTo(HelpText.load().repeat(2));
    assertThat(run()).isEqualTo(2);
    assertThat(complained()).isEqualTo(HelpText.load());
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(run("submit", "build", "--help")).isZero();
    assertThat(printed())
        .startsWith("Usage: epoxy submit build [OPTIONS]\n")
        .contains("--select", "--models", "--partial-parse", "--send-anonymous", "--no-wait")
        .doesNotContain("--macro-debugging");
    out.reset();
    assertThat(run("docs", "--help")).isZero();
    assertThat(printed()).startsWith("Usage: epoxy docs [OPTIONS] COMMAND [ARGS]...\n");
  }

  @Test
  void aGroupAloneShowsItsHelpAsAUsageErrorDoes() {
    assertThat(run("docs")).isEqualTo(2);
    assertThat(printed()).isEmpty();
    assertThat(complained())
        .startsWith("Usage: epoxy docs [OPTIONS] COMMAND [ARGS]...\n")
        .contains("--partial-parse")
        .doesNotContain("Missing command");
  }

  private int run(String... words) {
    return new CommandLineRunner(surroundings()).run(words);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        env,
        folder,
        InputStream.nullInputStream(),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        Colours.OFF,
        Clock.fixed(Instant.parse("2026-11-21T10:11:12Z"), ZoneOffset.UTC),
        () -> runner,
        new RecordingTargets());
  }

  private Invocation invocation() {
    return runner.invocation.orElseThrow();
  }

  private Folders folders() {
    return runner.folders.orElseThrow();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Runs here what should go to Glue, and remembers that it should have. */
  private final class RecordingTargets implements Surroundings.Targets {
    @Override
    public JobTarget local(LocalRunner given) {
      return new LocalJobTarget(given);
    }

    @Override
    public JobTarget glue(LocalRunner given, SubmitOptions options) {
      submitted = Optional.of(options);
      return new LocalJobTarget(given);
    }
  }
}
