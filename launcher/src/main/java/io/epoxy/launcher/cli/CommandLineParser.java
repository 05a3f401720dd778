package io.epoxy.launcher.cli;

import com.google.common.base.Splitter;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagKind;
import io.epoxy.launcher.target.JobLimits;
import io.epoxy.launcher.target.SubmitOptions;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line's grammar, made of {@link CommandSyntax} for picocli. Values are taken as click
 * takes them: whatever stands after the flag; of a list, everything up to the next flag.
 */
final class CommandLineParser {
  static final String SUBMIT = "submit";
  private static final String WAIT = "--wait";
  private static final String NO_WAIT = "--no-wait";
  private static final String LOGS = "--logs";
  private static final String TIMEOUT = "--timeout";
  private static final String RESUME = "--resume";

  private final GivenFlags given = new GivenFlags();
  private final CommandLine root;
  private final boolean helping;
  private boolean detached;
  private SubmitOptions.Shown shown = SubmitOptions.Shown.EVENTS;
  private SubmitOptions.Again again = SubmitOptions.Again.FOLLOW;
  private OptionalInt timeout = OptionalInt.empty();

  /**
   * A parser for these words. Commands that no word names are left out, because each one costs
   * time; when no command is named all are there, for help and suggestions.
   */
  CommandLineParser(String... words) {
    List<String> typed = Arrays.asList(words);
    this.helping = HelpText.isIn(words);
    this.root = new CommandLine(spec("epoxy", "", CommandSyntax.FIRST));
    root.getCommandSpec()
        .usageMessage()
        .description(
            "Runs a dbt project as one Spark application: here, or as an AWS Glue job.",
            "Flags stand before or after the command; each switch --x has its --no-x.");
    addCommands(root, "epoxy", typed);
    CommandSpec submit = spec(SUBMIT, "epoxy submit", CommandSyntax.GLOBAL);
    submit.usageMessage().description("Run a command as an AWS Glue job: epoxy submit build ...");
    CommandLine submitLine = new CommandLine(addSubmitOptions(submit));
    if (typed.contains(SUBMIT)) {
      addCommands(submitLine, "epoxy submit", typed);
    }
    root.addSubcommand(submitLine);
    showSynopses(root);
    root.setExpandAtFiles(false);
    root.setOverwrittenOptionsAllowed(true);
    root.setInterpolateVariables(false);
  }

  CommandLine line() {
    return root;
  }

  /**
   * What the words say.
   *
   * @throws ParameterException when they are no command line
   */
  Parsed parse(String... words) {
    ParseResult result = root.parseArgs(words);
    List<String> path = new ArrayList<>();
    while (result.hasSubcommand()) {
      result = result.subcommand();
      path.add(result.commandSpec().name());
    }
    boolean submit = !path.isEmpty() && path.get(0).equals(SUBMIT);
    List<String> named = submit ? path.subList(1, path.size()) : path;
    Optional<CommandSyntax> syntax =
        Arrays.stream(CommandSyntax.values())
            .filter(candidate -> candidate.words().equals(named))
            .findFirst();
    return new Parsed(
        result.commandSpec().commandLine(),
        syntax,
        given,
        submit
            ? Optional.of(
                new SubmitOptions(
                    detached ? SubmitOptions.Wait.DETACH : SubmitOptions.Wait.FOLLOW,
                    timeout,
                    shown,
                    again))
            : Optional.empty());
  }

  private static void showSynopses(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage().customSynopsis(spec.qualifiedName() + ClickWords.synopsis(line));
    line.getSubcommands().values().forEach(CommandLineParser::showSynopses);
  }

  private void addCommands(CommandLine parent, String place, List<String> typed) {
    boolean all =
        Arrays.stream(CommandSyntax.values())
            .noneMatch(syntax -> typed.contains(syntax.words().get(0)));
    Map<String, CommandLine> groups = new LinkedHashMap<>();
    for (CommandSyntax syntax : CommandSyntax.values()) {
      String first = syntax.words().get(0);
      if (!all && !typed.contains(first)) {
        continue;
      }
      CommandLine at = parent;
      if (syntax.words().size() > 1) {
        at = groups.computeIfAbsent(first, name -> group(parent, place + " " + name, name));
      }
      CommandSpec spec = spec(last(syntax.words()), place + " " + syntax.text(), syntax.flags());
      spec.usageMessage().hidden(syntax.isHidden()).description(syntax.description());
      syntax.positional().ifPresent(flag -> spec.addPositional(positional(flag, syntax)));
      at.addSubcommand(new CommandLine(place.endsWith(SUBMIT) ? addSubmitOptions(spec) : spec));
    }
  }

  private CommandLine group(CommandLine parent, String place, String name) {
    CommandSpec spec = spec(name, place, CommandSyntax.GLOBAL);
    List<String> shown =
        Arrays.stream(CommandSyntax.values())
            .filter(syntax -> syntax.words().get(0).equals(name) && !syntax.isHidden())
            .map(syntax -> last(syntax.words()) + ": " + syntax.description())
            .toList();
    spec.usageMessage().hidden(shown.isEmpty()).description(String.join(" ", shown));
    CommandLine line = new CommandLine(spec);
    parent.addSubcommand(line);
    return line;
  }

  private CommandSpec spec(String name, String place, Collection<Flag> flags) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.versionProvider(new VersionText());
    // A flag of a command may take a short name that a flag of all commands has.
    Map<String, Flag> names = new LinkedHashMap<>();
    for (Flag flag : flags) {
      flag.names().forEach(flagName -> names.put(flagName, flag));
    }
    for (Flag flag : flags) {
      String[] own = flag.names().stream().filter(n -> names.get(n) == flag).toArray(String[]::new);
      if (own.length > 0 && flag.kind() != FlagKind.POSITIONAL) {
        addOptions(spec, flag, place, own);
      }
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this text.").build());
    spec.addOption(
        OptionSpec.builder("-v", "-V", "--version")
            .versionHelp(true)
            .description("Show versions.")
            .build());
    return spec;
  }

  private void addOptions(CommandSpec spec, Flag flag, String place, String... names) {
    OptionSpec.Builder option = OptionSpec.builder(names);
    Optional<FlagHelp> help = helping ? FlagHelp.find(flag) : Optional.empty();
    option.hidden(help.isEmpty());
    help.ifPresent(text -> option.description(text.description()).paramLabel(text.value()));
    if (helping && !flag.choices().isEmpty()) {
      option.completionCandidates(flag.choices());
    }
    if (flag.kind() != FlagKind.SWITCH) {
      spec.addOption(
          option.type(String.class).arity("1").parameterConsumer(new Taker(flag, place)).build());
      return;
    }
    spec.addOption(aSwitch(option, flag, place, "true"));
    flag.negativeName()
        .ifPresent(
            name ->
                spec.addOption(
                    aSwitch(OptionSpec.builder(name).hidden(true), flag, place, "false")));
  }

  private OptionSpec aSwitch(OptionSpec.Builder option, Flag flag, String place, String word) {
    return option
        .type(boolean.class)
        .arity("0")
        .setter(new OnSet(() -> given.give(flag, place, List.of(word))))
        .build();
  }

  private PositionalParamSpec positional(Flag flag, CommandSyntax syntax) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .arity("0..1")
        .paramLabel("[" + flag.name() + "]")
        .parameterConsumer(new Taker(flag, syntax.text()))
        .hideParamSyntax(true)
        .build();
  }

  private CommandSpec addSubmitOptions(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(TIMEOUT)
            .type(String.class)
            .arity("1")
            .paramLabel("MINUTES")
            .description("Glue stops the run after so long; else the job's own timeout counts.")
            .parameterConsumer(
                (words, option, command) -> {
                  if (words.isEmpty()) {
                    throw new MissingParameterException(
                        command.commandLine(), option, "Option '" + TIMEOUT + "' is empty");
                  }
                  timeout = OptionalInt.of(minutes(words.pop()));
                })
            .build());
    spec.addOption(
        OptionSpec.builder(LOGS)
            .type(boolean.class)
            .arity("0")
            .description("Show Spark's log too, from CloudWatch.")
            .setter(new OnSet(() -> shown = SubmitOptions.Shown.LOG))
            .build());
    spec.addOption(
        OptionSpec.builder(RESUME)
            .type(boolean.class)
            .arity("0")
            .description(
                "Start the run of --invocation-id again if it did not end well; what it has done"
                    + " is not done again.")
            .setter(new OnSet(() -> again = SubmitOptions.Again.RESUME))
            .build());
    spec.addOption(
        OptionSpec.builder(NO_WAIT)
            .type(boolean.class)
            .arity("0")
            .description("Print the id of the run and leave it to itself.")
            .setter(new OnSet(() -> detached = true))
            .build());
    return spec.addOption(
        OptionSpec.builder(WAIT)
            .type(boolean.class)
            .arity("0")
            .hidden(true)
            .setter(new OnSet(() -> detached = false))
            .build());
  }

  private static int minutes(String word) {
    String problem;
    try {
      int minutes = Integer.parseInt(word);
      if (minutes >= 1 && minutes <= JobLimits.MOST_MINUTES) {
        return minutes;
      }
      problem = word + " is not in the range 1<=x<=" + JobLimits.MOST_MINUTES + ".";
    } catch (NumberFormatException e) {
      problem = "'" + word + "' is not a valid integer.";
    }
    throw new EpoxyException(ErrorCode.USAGE, "Invalid value for '" + TIMEOUT + "': " + problem);
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }

  /**
   * A command line that was understood.
   *
   * @param line the innermost command
   * @param syntax empty when no command was named
   * @param submit present when it is to run as a Glue job
   */
  record Parsed(
      CommandLine line,
      Optional<CommandSyntax> syntax,
      GivenFlags given,
      Optional<SubmitOptions> submit) {}

  /** Takes a flag's value. */
  private final class Taker implements IParameterConsumer {
    private final Flag flag;
    private final String place;

    Taker(Flag flag, String place) {
      this.flag = flag;
      this.place = place;
    }

    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      if (words.isEmpty()) {
        throw new MissingParameterException(
            command.commandLine(), option, "Option '" + flag.names().get(0) + "' is empty");
      }
      String first = words.pop();
      if (flag.kind() != FlagKind.LIST) {
        given.give(flag, place, List.of(first));
        return;
      }
      List<String> values = new ArrayList<>(Splitter.on(' ').splitToList(first));
      while (!words.isEmpty() && !words.peek().startsWith("-")) {
        values.add(words.pop());
      }
      given.give(flag, place, values);
    }
  }

  /** Does something when a switch is met, and nothing when picocli resets it. */
  private record OnSet(Runnable action) implements ISetter {
    @Override
    public <T> T set(T value) {
      if (Boolean.TRUE.equals(value)) {
        action.run();
      }
      return null;
    }
  }
}
