package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Map;

/**
 * Reads flags whose value is YAML. Like dbt it tells of a wrong one among what it prints too, not
 * only in the usage error (dbt-core 1.12 {@code InvalidOptionYAML}).
 */
final class FlagYaml implements Flags.YamlReader {
  private final LocalRunner runner;
  private final Surroundings surroundings;

  FlagYaml(LocalRunner runner, Surroundings surroundings) {
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
      if (e.code() == ErrorCode.USAGE) {
        EarlyLine.error(
            surroundings, "The YAML provided in the " + option + " argument is not valid.");
      }
      throw e;
    }
  }
}
