package io.epoxy.launcher.cli;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Usage errors in the words of click 8.4, which dbt's users know. */
final class ClickWords {
  private static final Pattern VALUE_OF_SWITCH =
      Pattern.compile("'(--?[^']+)' should be specified without '");

  private ClickWords() {}

  /** What stands after a command's name in its usage. */
  static String synopsis(CommandLine command) {
    if (!command.getSubcommands().isEmpty()) {
      return " [OPTIONS] COMMAND [ARGS]...";
    }
    return command.getCommandSpec().positionalParameters().stream()
        .map(PositionalParamSpec::paramLabel)
        .map(label -> " " + label)
        .collect(Collectors.joining("", " [OPTIONS]", ""));
  }

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing
        && missing.getMissing().size() == 1
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return "Option '" + option.longestName() + "' requires an argument.";
    }
    Matcher valued = VALUE_OF_SWITCH.matcher(e.getMessage());
    if (valued.find()) {
      return "Option '" + valued.group(1) + "' does not take a value.";
    }
    return e.getMessage();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    List<String> rest = e.getUnmatched();
    if (word.startsWith("-")) {
      List<String> known =
          e.getCommandLine().getCommandSpec().options().stream()
              .flatMap(option -> Arrays.stream(option.names()))
              .filter(name -> name.startsWith("--"))
              .toList();
      return "No such option '"
          + name(word)
          + "'."
          + suggestion(CloseMatches.of(name(word), known));
    }
    boolean hasCommands = !e.getCommandLine().getSubcommands().isEmpty();
    return hasCommands
        ? "No such command '"
            + word
            + "'."
            + suggestion(CloseMatches.of(word, e.getCommandLine().getSubcommands().keySet()))
        : "Got unexpected extra argument"
            + (rest.size() == 1 ? "" : "s")
            + " ("
            + String.join(" ", rest)
            + ")";
  }

  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static String suggestion(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String quoted =
        names.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    return names.size() == 1
        ? " Did you mean " + quoted + "?"
        : " (Did you mean one of: " + quoted + "?)";
  }
}
