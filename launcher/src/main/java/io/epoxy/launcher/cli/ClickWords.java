package io.epoxy.launcher.cli;

import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Usage errors in the words of click, which dbt's users know. */
final class ClickWords {
  private ClickWords() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing
        && missing.getMissing().size() == 1
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return "Option '" + option.longestName() + "' requires an argument.";
    }
    if ("Missing required subcommand".equals(e.getMessage())) {
      return "Missing command.";
    }
    return e.getMessage().replace("Invalid value for option ", "Invalid value for ");
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    if (word.startsWith("-")) {
      return "No such option: " + word;
    }
    boolean hasCommands = !e.getCommandLine().getSubcommands().isEmpty();
    List<String> rest = e.getUnmatched();
    return hasCommands
        ? "No such command '" + word + "'."
        : "Got unexpected extra argument"
            + (rest.size() == 1 ? "" : "s")
            + " ("
            + String.join(" ", rest)
            + ")";
  }
}
