package io.epoxy.model.graph;

import io.epoxy.model.config.Data;
import io.epoxy.model.error.SourceLocation;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A group of resources with an owner.
 *
 * @param owner email, name and whatever else is written there
 * @param config its {@code meta}
 */
public record Group(
    UniqueId uniqueId,
    String name,
    String packageName,
    String path,
    String originalFilePath,
    Map<String, Object> owner,
    Optional<String> description,
    Map<String, Object> config,
    SourceLocation location) {

  public Group {
    Objects.requireNonNull(uniqueId, "uniqueId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packageName, "packageName");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(originalFilePath, "originalFilePath");
    owner = Data.copy(owner);
    Objects.requireNonNull(description, "description");
    config = Data.copy(config);
    Objects.requireNonNull(location, "location");
  }
}
