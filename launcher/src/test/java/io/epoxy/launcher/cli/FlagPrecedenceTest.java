package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import com.google.common.io.Resources;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flag at every place where it may be given. */
class FlagPrecedenceTest {
  private final Map<String, String> env = new HashMap<>();
  private final Map<String, Object> project = new HashMap<>();

  static Stream<Flag> globalFlags() {
    return CommandSyntax.GLOBAL.stream();
  }

  static Stream<CommandSyntax> commands() {
    return Stream.of(CommandSyntax.values());
  }

  @ParameterizedTest
  @MethodSource("globalFlags")
  void aGlobalFlagStandsBeforeOrAfterTheCommand(Flag flag) {
    for (String name : flag.names()) {
      String[] given = words(flag, name);
      assertThat(parse(before(given, "run")).has(flag)).as("%s before", name).isTrue();
      assertThat(parse(after("run", given)).has(flag)).as("%s after", name).isTrue();
    }
    flag.negativeName()
        .ifPresent(name -> assertThat(parse("run", name).find(flag)).contains(List.of("false")));
  }

  static Stream<String> flagsOfDbt() throws IOException {
    String table =
        Resources.toString(
            Resources.getResource(FlagPrecedenceTest.class, "dbt-flags.txt"),
            StandardCharsets.UTF_8);
    return table.lines().filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("flagsOfDbt")
  void aFlagHasDbtsNamesKindAndVariables(String line) {
    List<String> row = Splitter.on('|').trimResults().splitToList(line);
    Flag flag = Flag.valueOf(row.get(0).toUpperCase(Locale.ROOT));

    assertThat(CommandSyntax.GLOBAL).contains(flag);
    assertThat(String.join(" ", flag.names())).isEqualTo(row.get(1));
    assertThat(flag.negativeName())
        .isEqualTo(
            row.get(2).equals("no")
                ? Optional.of("--no-" + row.get(0).replace('_', '-'))
                : Optional.empty());
    assertThat(flag.kind()).isEqualTo(FlagKind.valueOf(row.get(3).toUpperCase(Locale.ROOT)));
    List<String> variables = List.of("DBT_ENGINE_" + flag.name(), "DBT_" + flag.name());
    assertThat(flag.variables())
        .isEqualTo(
            switch (row.get(4)) {
              case "both" -> variables;
              case "engine" -> variables.subList(0, 1);
              default -> List.of();
            });
  }

  @ParameterizedTest
  @MethodSource("globalFlags")
  void aSwitchInTheEnvironmentTakesEachOfClicksWords(Flag flag) {
    if (flag.kind() != FlagKind.SWITCH) {
      return;
    }
    for (String variable : flag.variables()) {
      for (String word : List.of("1", "true", "T", "yes", "y", "ON", " on ")) {
        assertThat(settled(variable, word)).as(word).containsEntry(flag.dbtName(), true);
      }
      for (String word : List.of("0", "False", "f", "no", "n", "off", " ")) {
        assertThat(settled(variable, word)).as(word).containsEntry(flag.dbtName(), false);
      }
      assertThatThrownBy(() -> settled(variable, "maybe"))
          .hasMessageContaining("'maybe' is not a valid boolean. Recognized values: , 0, 1, f,");
    }
  }

  @ParameterizedTest
  @MethodSource("globalFlags")
  void aFolderOnTheCommandLineBeatsOneInTheEnvironment(Flag flag) {
    if (flag.kind() != FlagKind.PATH) {
      return;
    }
    String typed = flag.names().get(0);
    for (String variable : Lists.reverse(flag.variables())) {
      env.put(variable, "of " + variable);
      assertThat(flags("run").path(flag)).contains("of " + variable);
    }
    assertThat(flags("run", typed, "here").path(flag)).contains("here");
    assertThat(flags(typed, "here", "run").path(flag)).contains("here");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandTakesItsOwnFlags(CommandSyntax syntax) {
    for (Flag flag : syntax.own()) {
      String[] given =
          flag.kind() == FlagKind.POSITIONAL
              ? new String[] {"word"}
              : words(flag, flag.names().get(0));
      assertThat(parse(after(syntax.text(), given)).has(flag)).as("%s", flag).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("globalFlags")
  void commandLineBeatsEnvironmentBeatsProject(Flag flag) {
    if (flag.kind() == FlagKind.PATH
        || flag.variables().isEmpty()
        || flag == Flag.WARN_ERROR_OPTIONS) {
      return; // not settled here, or without a variable, or a dictionary
    }
    project.put(flag.dbtName(), value(flag, 0));
    assertThat(settle("run")).as("project").containsEntry(flag.dbtName(), value(flag, 0));
    if (flag.variables().size() > 1) {
      env.put(flag.variables().get(1), String.valueOf(value(flag, 1)));
      assertThat(settle("run")).as("DBT_").containsEntry(flag.dbtName(), value(flag, 1));
    }
    env.put(flag.variables().get(0), String.valueOf(value(flag, 0)));
    assertThat(settle("run")).as("DBT_ENGINE_").containsEntry(flag.dbtName(), value(flag, 0));
    assertThat(settle(typed(flag, value(flag, 1))))
        .as("command line")
        .containsEntry(flag.dbtName(), value(flag, 1));
  }

  @Test
  void anEmptyVariableIsAnAbsentOne() {
    env.put("DBT_QUIET", "");
    env.put("DBT_ENGINE_TARGET", "");
    env.put("DBT_TARGET", "ci");
    assertThat(settle("run")).containsEntry("quiet", false).containsEntry("target", "ci");
  }

  @Test
  void variablesOfEarlierDaysStillCount() {
    env.put("DBT_DEFER_TO_STATE", "1");
    env.put("DBT_NO_PRINT", "1");
    assertThat(settle("run")).containsEntry("defer", true).containsEntry("print", false);
    env.put("DBT_ENGINE_DEFER_TO_STATE", "0");
    env.put("DBT_DEFER", "1"); // the old names win
    env.put("DBT_PRINT", "1");
    assertThat(settle("run")).containsEntry("defer", false).containsEntry("print", false);
  }

  @Test
  void logSettingsOfTheFileFollowThoseOfTheConsoleUntilTheyHaveTheirOwn() {
    assertThat(settle("run")).containsEntry("log_level_file", "debug");
    assertThat(settle("run", "--log-level", "warn", "--log-format", "json"))
        .containsEntry("log_level_file", "warn")
        .containsEntry("log_format_file", "json");
    assertThat(settle("run", "--log-level", "warn", "--log-level-file", "debug"))
        .containsEntry("log_level_file", "debug");
  }

  @Test
  void behaviourFlagsHaveDbtsDefaultsAndTheProjectsValues() {
    project.put("validate_macro_args", false);
    assertThat(settle("run"))
        .containsAllEntriesOf(
            Map.of("validate_macro_args", false, "skip_nodes_if_on_run_start_fails", true))
        .containsKeys(BehaviourFlags.DEFAULTS.keySet().toArray(String[]::new));
  }

  @Test
  void flagsThatExcludeEachOtherDoSoAcrossPlaces() {
    project.put("warn_error_options", Map.of("error", "all"));
    assertThatThrownBy(() -> settle("run", "--warn-error"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("warn_error_options: not allowed with argument warn_error");
  }

  @Test
  void aWrongValueOfTheProjectIsNamed() {
    project.put("indirect_selection", "greedy");
    assertThatThrownBy(() -> settle("run"))
        .isInstanceOf(EpoxyException.class)
        .hasMessageStartingWith("Invalid value for '--indirect-selection': 'greedy' is not one of");
  }

  @Test
  void limitsOfDbtsSqlParserAreAcceptedWhenTheyAreLimits() {
    project.put("sqlparse", Map.of("MAX_GROUPING_DEPTH", "none", "MAX_GROUPING_TOKENS", 7));
    assertThat(settle("run")).containsEntry("sqlparse", project.get("sqlparse"));
    project.put("sqlparse", Map.of("MAX_GROUPING_DEPTH", "x"));
    assertThatThrownBy(() -> settle("run"))
        .hasMessage(
            "Invalid value for '--sqlparse': Value for MAX_GROUPING_DEPTH must be an integer,"
                + " got: x");
    project.put("sqlparse", Map.of("DEPTH", 1));
    assertThatThrownBy(() -> settle("run"))
        .hasMessage(
            "Invalid value for '--sqlparse': Unknown sqlparse option: DEPTH. Valid options:"
                + " MAX_GROUPING_DEPTH, MAX_GROUPING_TOKENS");
  }

  private Map<String, Object> settled(String variable, String word) {
    env.clear();
    env.put(variable, word);
    return settle("run");
  }

  private Map<String, Object> settle(String... words) {
    return flags(words).settle(CommandSyntax.RUN.flags(), project).values();
  }

  private Flags flags(String... words) {
    return new Flags(parse(words), new EnvironmentFlags(env), (option, text) -> Map.of());
  }

  private static GivenFlags parse(String... words) {
    return new CommandLineParser(words).parse(words).given();
  }

  private static String[] before(String[] given, String command) {
    return Stream.concat(Stream.of(given), Stream.of(command)).toArray(String[]::new);
  }

  private static String[] after(String command, String... given) {
    return Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(given))
        .toArray(String[]::new);
  }

  private static String[] words(Flag flag, String name) {
    return flag.kind() == FlagKind.SWITCH ? new String[] {name} : new String[] {name, "x"};
  }

  private static String[] typed(Flag flag, Object value) {
    if (flag.kind() == FlagKind.SWITCH) {
      return new String[] {
        "run", (Boolean) value ? flag.names().get(0) : flag.negativeName().orElseThrow()
      };
    }
    return new String[] {"run", flag.names().get(0), value.toString()};
  }

  /** One of two values that differ. */
  private static Object value(Flag flag, int which) {
    return switch (flag.kind()) {
      case SWITCH -> which == 1;
      case NUMBER -> 7L + which;
      case CHOICE -> flag.choices().get(which);
      default -> "value" + which;
    };
  }
}
