package io.epoxy.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.epoxy.bundle.run.Flag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The matrix of commands and flags: what dbt takes is taken, what dbt refuses is refused. */
class CommandFlagsTest {
  /** Ours besides dbt 1.12's: those of dbt 2, which takes these after every command's word. */
  private static final Set<Flag> MORE = EnumSet.range(Flag.COMPUTE, Flag.WRITE_LINEAGE);

  static {
    MORE.addAll(
        EnumSet.of(Flag.PROFILES_DIR, Flag.PROJECT_DIR, Flag.TARGET_PATH, Flag.THREADS, Flag.VARS));
  }

  /** The commands whose tables Lake Formation governs. */
  private static final Set<String> BUILDING = Set.of("build", "run", "seed", "snapshot");

  private static final Set<String> OURS = Set.of("lint", "completion", "man");
  private static final Set<String> GROUPS = Set.of("docs", "source");

  static Stream<String> commandsOfDbt() throws IOException {
    return table("dbt-commands.txt");
  }

  @ParameterizedTest
  @MethodSource("commandsOfDbt")
  void aCommandTakesWhatItTakesInDbtAndNothingElse(String row) throws IOException {
    String command = row.substring(0, row.indexOf(':'));
    Set<String> expected = new TreeSet<>(common());
    Splitter.onPattern("[ /,]+")
        .omitEmptyStrings()
        .split(row.substring(command.length() + 1))
        .forEach(expected::add);
    expected.removeIf(name -> name.startsWith("["));

    if (BUILDING.contains(command)) {
      expected.add("--show-governance");
    }

    assertThat(namesOf(command)).isEqualTo(expected);
    assertThat(hasWord(command)).isEqualTo(row.contains("["));
  }

  @Test
  void theRootTakesTheFlagsOfEveryCommandAndOneThatNoCommandTakes() throws IOException {
    Set<String> expected = new TreeSet<>(common());
    expected.add("--show-resource-report");
    expected.add("--no-show-resource-report");
    assertThat(names(new CommandLineParser("parse").line())).isEqualTo(expected);
  }

  @Test
  void noCommandOfDbtIsMissing() throws IOException {
    assertThat(
            Stream.of(CommandSyntax.values())
                .filter(ours -> !GlueCommand.is(ours))
                .map(CommandSyntax::text)
                .filter(command -> !command.startsWith("lf "))
                .filter(command -> !OURS.contains(command)))
        .containsExactlyInAnyOrderElementsOf(
            commandsOfDbt()
                .map(row -> row.substring(0, row.indexOf(':')))
                .filter(command -> !GROUPS.contains(command))
                .toList());
  }

  /** The names of dbt's flags of every command, and of ours. */
  private static Set<String> common() throws IOException {
    Set<String> names = new TreeSet<>();
    table("dbt-flags.txt")
        .map(row -> Flag.valueOf(row.split(" ", -1)[0].toUpperCase(Locale.ROOT)))
        .forEach(f -> addNames(f, names));
    MORE.forEach(flag -> addNames(flag, names));
    return names;
  }

  private static void addNames(Flag flag, Collection<String> names) {
    names.addAll(flag.names());
    flag.negativeName().ifPresent(names::add);
  }

  private static Set<String> namesOf(String command) {
    return names(find(command));
  }

  private static boolean hasWord(String command) {
    return !find(command).getCommandSpec().positionalParameters().isEmpty();
  }

  private static CommandLine find(String command) {
    String[] words = command.split(" ", -1);
    CommandLine line = new CommandLineParser(words).line();
    for (String word : words) {
      line = line.getSubcommands().get(word);
    }
    return line;
  }

  private static Set<String> names(CommandLine line) {
    Set<String> names = new TreeSet<>(line.getCommandSpec().optionsMap().keySet());
    names.removeAll(Set.of("-h", "--help", "-v", "-V", "--version"));
    return names;
  }

  private static Stream<String> table(String name) throws IOException {
    return Resources.toString(
            Resources.getResource(CommandFlagsTest.class, name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"));
  }
}
