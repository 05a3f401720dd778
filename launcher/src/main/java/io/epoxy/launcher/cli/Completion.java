package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Scripts by which shells complete commands, flags and their words. */
final class Completion {
  static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private static final String NAME = "epoxy";

  private Completion() {}

  /** Of one of {@link #SHELLS}; zsh reads bash's by its bashcompinit, which the script starts. */
  static String script(String shell) {
    return shell.equals("fish")
        ? fish()
        : AutoComplete.bash(NAME, new CommandLineParser(CommandLineParser.SUBMIT, "--help").line());
  }

  private static String fish() {
    StringBuilder script = new StringBuilder("complete -c " + NAME + " -f\n");
    CommandLine root = new CommandLineParser().line();
    root.getSubcommands()
        .forEach(
            (word, line) -> {
              if (!line.getCommandSpec().usageMessage().hidden()) {
                String text = String.join(" ", line.getCommandSpec().usageMessage().description());
                add(script, "__fish_use_subcommand", "-a " + word, text);
              }
            });
    for (CommandSyntax syntax : CommandSyntax.values()) {
      String seen = "__fish_seen_subcommand_from " + syntax.words().get(0);
      if (syntax.words().size() > 1 && !syntax.isHidden()) {
        add(script, seen, "-a " + syntax.words().get(1), syntax.description());
      }
      syntax.own().forEach(flag -> add(script, seen, flag));
    }
    CommandSyntax.GLOBAL.forEach(flag -> add(script, "not __fish_use_subcommand", flag));
    return script.toString();
  }

  private static void add(StringBuilder script, String when, Flag flag) {
    Optional<FlagHelp> help = FlagHelp.find(flag);
    if (help.isEmpty()) {
      return;
    }
    String words = "-l " + flag.names().get(0).substring(2);
    if (!help.get().value().isEmpty()) {
      words += flag.choices().isEmpty() ? " -r -F" : " -x -a '" + words(flag) + "'";
    }
    add(script, when, words, help.get().description());
  }

  private static String words(Flag flag) {
    return String.join(" ", flag.choices());
  }

  private static void add(StringBuilder script, String when, String words, String text) {
    String quoted = text.replace("\\", "\\\\").replace("'", "\\'");
    script.append(
        String.format(
            Locale.ROOT, "complete -c %s -n '%s' %s -d '%s'%n", NAME, when, words, quoted));
  }
}
