package io.epoxy.model.graph;

import java.util.Objects;
import java.util.Optional;

/** One {@code ref()}: name, and package and version where given. */
public record RefCall(String name, Optional<String> packageName, Optional<String> version) {
  public RefCall {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packageName, "packageName");
    Objects.requireNonNull(version, "version");
  }
}
