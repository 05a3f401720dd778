package io.epoxy.model.config;

import java.util.Locale;
import java.util.Optional;

/**
 * Switches of configs and profiles: YAML's booleans, the same words as text (dbt-glue compares some
 * of its flags with {@code 'True'}), and the numbers 1 and 0.
 */
public final class Flag {
  private Flag() {}

  /** What the value says; empty when it says neither. */
  public static Optional<Boolean> find(Object value) {
    return switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Optional.of(true);
      case "false", "no", "off", "0", "" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
