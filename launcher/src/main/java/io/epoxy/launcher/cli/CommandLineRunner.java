package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The whole command line: parses, runs, and turns every way of failing into dbt's exit codes. */
final class CommandLineRunner {
  static final int COULD_NOT_RUN = 2;

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
      boolean bare = arguments.length == 0;
      (bare ? surroundings.err() : surroundings.out()).print(HelpText.load());
      return bare ? COULD_NOT_RUN : 0;
    }
    CommandLineParser parser = new CommandLineParser(arguments);
    try {
      CommandLineParser.Parsed parsed = parser.parse(arguments);
      CommandLine line = parsed.line();
      if (line.isVersionHelpRequested()) {
        line.printVersionHelp(writer(surroundings.out()));
        return 0;
      }
      if (line.isUsageHelpRequested()) {
        line.usage(writer(surroundings.out()), CommandLine.Help.Ansi.OFF);
        return 0;
      }
      return run(parsed, arguments);
    } catch (ParameterException e) {
      // A flag that is given wrongly is found while picocli calls back.
      return e.getCause() instanceof EpoxyException known
          ? usageError(e.getCommandLine(), known.getMessage())
          : usageError(e.getCommandLine(), ClickWords.of(e));
    }
  }

  private int run(CommandLineParser.Parsed parsed, String... arguments) {
    if (parsed.syntax().isEmpty()) {
      String last = arguments[arguments.length - 1];
      return last.equals(parsed.line().getCommandName())
          ? bareGroup(arguments)
          : usageError(parsed.line(), "Missing command.");
    }
    if (parsed.syntax().get() == CommandSyntax.COMPLETION) {
      return completion(parsed);
    }
    if (parsed.syntax().get() == CommandSyntax.MAN) {
      surroundings.out().print(ManPage.text());
      return 0;
    }
    String typed =
        Stream.concat(Stream.of("epoxy"), Stream.of(arguments)).collect(Collectors.joining(" "));
    try {
      return new Launch(surroundings, parsed, typed).run(parsed.syntax().get());
    } catch (EpoxyException e) {
      if (e.code() == ErrorCode.USAGE) {
        return usageError(parsed.line(), e.getMessage());
      }
      EarlyLine.error(
          surroundings,
          "Encountered an error:\n"
              + e.code().heading()
              + "\n  "
              + e.describe().replace("\n", "\n  "));
      return COULD_NOT_RUN;
    }
  }

  private int completion(CommandLineParser.Parsed parsed) {
    String shell = parsed.given().find(Flag.SHELL).map(words -> words.get(0)).orElse("");
    if (!Completion.SHELLS.contains(shell)) {
      return usageError(
          parsed.line(),
          shell.isEmpty()
              ? "Missing argument 'SHELL': bash, zsh or fish."
              : "Invalid value for '[SHELL]': '"
                  + shell
                  + "' is not one of 'bash', 'zsh', 'fish'.");
    }
    surroundings.out().print(Completion.script(shell));
    return 0;
  }

  /** As click's no_args_is_help: the text of --help, and the exit code of a usage error. */
  private int bareGroup(String... arguments) {
    String[] helping = Arrays.copyOf(arguments, arguments.length + 1);
    helping[arguments.length] = "--help";
    new CommandLineParser(helping)
        .parse(helping)
        .line()
        .usage(writer(surroundings.err()), CommandLine.Help.Ansi.OFF);
    return COULD_NOT_RUN;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private int usageError(CommandLine command, String message) {
    String name = command.getCommandSpec().qualifiedName();
    surroundings
        .err()
        .print(
            "Usage: "
                + name
                + ClickWords.synopsis(command)
                + "\nTry '"
                + name
                + " --help' for help.\n\nError: "
                + message
                + "\n");
    return COULD_NOT_RUN;
  }
}
