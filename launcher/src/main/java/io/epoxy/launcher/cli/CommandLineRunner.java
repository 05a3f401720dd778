package io.epoxy.launcher.cli;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The whole command line: parses, runs, and turns every way of failing into dbt's exit codes. */
final class CommandLineRunner {
  private static final int COULD_NOT_RUN = 2;

  /** The commands, in the order of the help text. */
  private static final List<Function<Launch, ProjectCommand>> COMMANDS =
      List.of(
          BuildCommand::new,
          RunCommand::new,
          TestCommand::new,
          CompileCommand::new,
          ParseCommand::new,
          ListCommand::new);

  private final Surroundings surroundings;

  CommandLineRunner(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Answers the exit code. */
  int run(String... arguments) {
    RootCommand root = new RootCommand();
    CommandLine line = commandLine(root, String.join(" ", withName(arguments)));
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    line.setParameterExceptionHandler((e, words) -> usageError(e));
    line.setExecutionExceptionHandler((e, command, result) -> executionError(e, command));
    if (arguments.length == 0) {
      // As click's no_args_is_help: the text, and the exit code of a usage error.
      line.usage(line.getOut());
      surroundings.out().flush();
      return COULD_NOT_RUN;
    }
    int exitCode = line.execute(arguments);
    surroundings.out().flush();
    surroundings.err().flush();
    return exitCode;
  }

  private CommandLine commandLine(RootCommand root, String words) {
    CommandLine line = new CommandLine(root);
    addHelp(line.getCommandSpec());
    IgnoredFlags.addTo(line.getCommandSpec());
    addCommands(line, new Launch(surroundings, root.options(), Optional.empty(), words));
    SubmitCommand submit = new SubmitCommand();
    CommandLine submitLine = new CommandLine(submit);
    addCommands(submitLine, new Launch(surroundings, root.options(), Optional.of(submit), words));
    line.addSubcommand(submitLine);
    line.setOverwrittenOptionsAllowed(true);
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    return line;
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

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static void addCommands(CommandLine line, Launch launch) {
    for (Function<Launch, ProjectCommand> command : COMMANDS) {
      line.addSubcommand(command.apply(launch));
    }
  }

  private int usageError(ParameterException e) {
    return usageError(e.getCommandLine(), e.getMessage());
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

  private static List<String> withName(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "epoxy";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Arrays.asList(words);
  }
}
