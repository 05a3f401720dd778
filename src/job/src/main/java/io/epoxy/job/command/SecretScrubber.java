package io.epoxy.job.command;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Takes the values of secret environment variables out of texts, as dbt does (dbt-core 1.12: names
 * that begin with DBT_ENV_SECRET are replaced by five stars wherever they would be shown).
 */
public final class SecretScrubber {
  static final String PREFIX = "DBT_ENV_SECRET";
  private static final String STARS = "*****";

  private final List<String> secrets;

  public SecretScrubber(Map<String, String> env) {
    // The longest first: a secret may hold another one.
    this.secrets =
        env.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(PREFIX))
            .map(Map.Entry::getValue)
            .filter(value -> !value.isBlank())
            .sorted(Comparator.comparing(String::length).reversed())
            .collect(ImmutableList.toImmutableList());
  }

  String scrub(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, STARS);
    }
    return clean;
  }

  boolean hasSecrets() {
    return !secrets.isEmpty();
  }
}
