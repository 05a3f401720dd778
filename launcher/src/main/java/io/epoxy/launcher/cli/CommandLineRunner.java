package io.epoxy.launcher.cli;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The whole command line: parses, runs, and turns every way of failing into dbt's exit codes. */
final class CommandLineRunner {
  private static final int COULD_NOT_RUN = 2;

  /** The commands, in the order of the help text. */
  private static final Map<String, Function<Launch, ProjectCommand>> COMMANDS =
      ImmutableMap.of(
          "build", BuildCommand::new,
          "run", RunCommand::new,
          "test", TestCommand::new,
          "compile", CompileCommand::new,
          "parse", ParseCommand::new,
          "ls", ListCommand::new,
          "list", ListCommand::new);

  private final Surroundings surroundings;

  CommandLineRunner(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Answers the exit code. */
  int run(String... arguments) {
    int exitCode = answer(arguments);
    surroundings.out().flush();
    surroundings.err().flush();
    return exitCode;
  }

  private int answer(String... arguments) {
    if (HelpText.isAskedFor(arguments)) {
      surroundings.out().print(HelpText.load());
      // As click's no_args_is_help: the same text, and the exit code of a usage error.
      return arguments.length == 0 ? COULD_NOT_RUN : 0;
    }
    CommandLine line = commandLine(arguments);
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    line.setParameterExceptionHandler((e, words) -> usageError(e));
    line.setExecutionExceptionHandler((e, command, result) -> executionError(e, command));
    return line.execute(IgnoredFlags.strip(arguments));
  }

  /** The parser. A command that no word names is left out, because each one costs time. */
  CommandLine commandLine(String... arguments) {
    List<String> words = Arrays.asList(arguments);
    RootCommand root = new RootCommand();
    CommandLine line = new CommandLine(root);
    addHelp(line.getCommandSpec());
    SubmitCommand submit = new SubmitCommand();
    String typed =
        Stream.concat(Stream.of("epoxy"), words.stream()).collect(Collectors.joining(" "));
    addCommands(line, words, new Launch(surroundings, root.options(), Optional.empty(), typed));
    CommandLine submitLine = new CommandLine(submit);
    if (words.contains("submit")) {
      addCommands(
          submitLine, words, new Launch(surroundings, root.options(), Optional.of(submit), typed));
    }
    line.addSubcommand(submitLine);
    showVersionEverywhere(line);
    line.setOverwrittenOptionsAllowed(true);
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    return line;
  }

  private static void addCommands(CommandLine line, List<String> words, Launch launch) {
    boolean all = COMMANDS.keySet().stream().noneMatch(words::contains);
    COMMANDS.forEach(
        (name, command) -> {
          boolean isAlias = name.equals("list");
          if (words.contains(name) && !(isAlias && words.contains("ls")) || all && !isAlias) {
            line.addSubcommand(command.apply(launch));
          }
        });
  }

  private static void addHelp(CommandSpec root) {
    root.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Show this text.")
            .build());
    root.addOption(
        OptionSpec.builder("-v", "-V", "--version")
            .versionHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("Show versions.")
            .build());
  }

  private static void showVersionEverywhere(CommandLine line) {
    line.getCommandSpec().versionProvider(new VersionText());
    line.getSubcommands().values().forEach(CommandLineRunner::showVersionEverywhere);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private int usageError(ParameterException e) {
    return usageError(e.getCommandLine(), ClickWords.of(e));
  }

  private int usageError(CommandLine command, String message) {
    String name = command.getCommandSpec().qualifiedName();
    surroundings
        .err()
        .print(
            "Usage: "
                + name
                + " [OPTIONS]\nTry '"
                + name
                + " --help' for help.\n\nError: "
                + message
                + "\n");
    return COULD_NOT_RUN;
  }

  /** A command reports its own failures; what arrives here is a wrong value of a flag. */
  private int executionError(Exception e, CommandLine command) throws Exception {
    if (e instanceof EpoxyException known && known.code() == ErrorCode.USAGE) {
      return usageError(command, known.getMessage());
    }
    surroundings
        .err()
        .print(
            FaultLog.record(surroundings.workingFolder(), surroundings.workingFolder(), e) + "\n");
    return COULD_NOT_RUN;
  }
}
