package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads flags whose value is YAML. Like dbt it tells of a wrong one among what it prints too, not
 * only in the usage error (dbt-core 1.12 {@code InvalidOptionYAML}).
 */
final class FlagYaml implements Flags.YamlReader {
  /** Where dbt never holds its vars against a project's contract (config/runtime.py). */
  private static final Set<CommandSyntax> WITHOUT_PROJECT =
      EnumSet.of(
          CommandSyntax.DEBUG_SETUP, CommandSyntax.DEPS, CommandSyntax.CLEAN, CommandSyntax.INIT);

  private final CommandSyntax syntax;
  private final LocalRunner runner;
  private final Surroundings surroundings;

  FlagYaml(LocalRunner runner, Surroundings surroundings, CommandSyntax syntax) {
    this.syntax = syntax;
    this.runner = runner;
    this.surroundings = surroundings;
  }

  @Override
  public Map<String, Object> read(String option, String text) {
    try {
      if (text.isBlank()) {
        throw new EpoxyException(ErrorCode.USAGE, "It is empty; an empty dictionary is '{}'.");
      }
      return runner.parseYaml(option, text);
    } catch (EpoxyException e) {
      if (e.code() == ErrorCode.PROJECT && WITHOUT_PROJECT.contains(syntax)) {
        return runner.parseYaml("flag", text); // what is wrong with --vars alone is not wrong here
      }
      if (e.code() == ErrorCode.USAGE) {
        EarlyLine.error(
            surroundings, "The YAML provided in the " + option + " argument is not valid.");
      }
      throw e;
    }
  }
}
