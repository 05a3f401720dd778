package io.epoxy.launcher.cli;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Flags from the environment: DBT_ENGINE_X, or else DBT_X (dbt-core 1.12 {@code cli/params.py}). An
 * empty variable is an absent one.
 */
final class EnvironmentFlags {
  private final Map<String, String> env;

  EnvironmentFlags(Map<String, String> env) {
    this.env = env;
  }

  Optional<String> find(String name) {
    return findVariable(name).map(env::get);
  }

  /**
   * A switch, in the words that click takes for one.
   *
   * @throws EpoxyException for any other word
   */
  Optional<Boolean> findSwitch(String name) {
    return findVariable(name).map(this::readSwitch);
  }

  private Optional<String> findVariable(String name) {
    for (String variable : new String[] {"DBT_ENGINE_" + name, "DBT_" + name}) {
      if (!env.getOrDefault(variable, "").isBlank()) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }

  private boolean readSwitch(String variable) {
    String value = env.get(variable);
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "t", "yes", "y", "on" -> true;
      case "0", "false", "f", "no", "n", "off" -> false;
      default ->
          throw new EpoxyException(
              ErrorCode.USAGE, "'" + value + "' in " + variable + " is not a valid boolean.");
    };
  }
}
