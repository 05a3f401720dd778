package io.epoxy.model.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One output of a profile, rendered.
 *
 * @param profileName the profile's name
 * @param name the output's name, for example {@code dev}
 * @param type the adapter type; {@code glue} or {@code spark}
 * @param schema the default Glue database
 * @param threads at least 1
 * @param values every key of the output as the user wrote it; see {@link Data}
 */
public record Target(
    String profileName,
    String name,
    String type,
    String schema,
    int threads,
    Map<String, Object> values) {
  public Target {
    Objects.requireNonNull(profileName, "profileName");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(schema, "schema");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    values = Data.copy(values);
  }

  /** The value as text; empty when the key is absent or null. */
  public Optional<String> string(String key) {
    return Optional.ofNullable(values.get(key)).map(String::valueOf);
  }
}
