package io.epoxy.launcher.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page epoxy(1), in roff's macros of man(7), made of the parser of all commands.
 * picocli's own generator knows AsciiDoc only.
 */
final class ManPage {
  private final StringBuilder page = new StringBuilder();
  private final CommandLine root = new CommandLineParser("--help").line();
  private final Set<String> everywhere =
      root.getCommandSpec().options().stream()
          .map(OptionSpec::longestName)
          .collect(Collectors.toUnmodifiableSet());

  private ManPage() {}

  static String text() {
    return new ManPage().write();
  }

  private String write() {
    String[] about = root.getCommandSpec().usageMessage().description();
    request(".TH EPOXY 1 \"\" \"Epoxy\" \"User Commands\"");
    request(".SH NAME");
    request("epoxy \\- dbt projects as one Spark application");
    request(".SH SYNOPSIS");
    request(".B epoxy");
    request("[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]...");
    request(".br");
    request(".B epoxy submit");
    request("[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]...");
    request(".SH DESCRIPTION");
    Arrays.stream(about).forEach(this::paragraph);
    request(".SH COMMANDS");
    root.getSubcommands().values().forEach(this::command);
    request(".SH OPTIONS");
    root.getCommandSpec().options().forEach(this::option);
    request(".SH EXIT STATUS");
    item("0", "All went well.");
    item("1", "A node failed, or a run did not end well.");
    item("2", "The command could not run.");
    request(".SH ENVIRONMENT");
    paragraph(
        "Most flags have a variable, DBT_ENGINE_ or DBT_ and the flag's name, as DBT_ENGINE_TARGET."
            + " A flag on the command line wins over it, and it over the flags of dbt_project.yml.");
    paragraph("AWS is reached as the variables and files of the AWS SDK say.");
    request(".SH FILES");
    item("dbt_project.yml", "The project: in the working folder, or in a folder above it.");
    item("profiles.yml", "Beside it, in the working folder, or in ~/.dbt.");
    item(".env", "Variables that the environment does not have.");
    return page.toString();
  }

  private void command(CommandLine command) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    if (!command.getSubcommands().isEmpty()) {
      command.getSubcommands().values().forEach(this::command);
      return;
    }
    request(
        ".SS "
            + escaped(
                command.getCommandSpec().qualifiedName()
                    + (command.getCommandName().equals(CommandLineParser.SUBMIT)
                        ? " [OPTIONS] COMMAND [ARGS]..."
                        : ClickWords.synopsis(command))));
    Arrays.stream(command.getCommandSpec().usageMessage().description()).forEach(this::paragraph);
    command.getCommandSpec().options().stream().filter(this::isOwn).forEach(this::option);
  }

  private boolean isOwn(OptionSpec option) {
    return !everywhere.contains(option.longestName());
  }

  private void option(OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    String names =
        Arrays.stream(option.names())
            .sorted(Comparator.comparingInt(String::length))
            .map(name -> "\\fB" + escaped(name) + "\\fR")
            .collect(Collectors.joining(", "));
    boolean valued = option.arity().max() > 0;
    request(".TP");
    request(names + (valued ? "=\\fI" + escaped(option.paramLabel()) + "\\fR" : ""));
    text(String.join(" ", option.description()));
  }

  private void item(String name, String text) {
    request(".TP");
    request("\\fB" + escaped(name) + "\\fR");
    text(text);
  }

  private void paragraph(String text) {
    request(".PP");
    text(text);
  }

  private void text(String text) {
    request(escaped(text));
  }

  private void request(String line) {
    page.append(line).append('\n');
  }

  /** A line of plain text: a hyphen stays one that can be copied, no first letter is a request. */
  static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}
