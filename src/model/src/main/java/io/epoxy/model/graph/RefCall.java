package io.epoxy.model.graph;

import java.util.Objects;
import java.util.Optional;

/**
 * One {@code ref()}.
 *
 * @param version as given: a Long, a Double or text
 */
public record RefCall(String name, Optional<String> packageName, Optional<Object> version) {
  public RefCall {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packageName, "packageName");
    Objects.requireNonNull(version, "version");
  }
}
