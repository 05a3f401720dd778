package io.epoxy.job.command;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

  /** As {@link #scrub(String)} for every text in data. */
  Map<String, Object> scrub(Map<String, Object> data) {
    Map<String, Object> clean = new LinkedHashMap<>();
    data.forEach((key, value) -> clean.put(key, scrubValue(value)));
    return clean;
  }

  private Object scrubValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> clean = new LinkedHashMap<>();
      map.forEach((key, item) -> clean.put((String) key, scrubValue(item)));
      return clean;
    }
    if (value instanceof List<?> list) {
      List<Object> clean = new ArrayList<>();
      list.forEach(item -> clean.add(scrubValue(item)));
      return clean;
    }
    return value instanceof String text ? scrub(text) : value;
  }

  boolean hasSecrets() {
    return !secrets.isEmpty();
  }
}
