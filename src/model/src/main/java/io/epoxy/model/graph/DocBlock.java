package io.epoxy.model.graph;

import java.util.Objects;

/** A {@code {% docs %}} block. */
public record DocBlock(
    UniqueId uniqueId,
    String name,
    String packageName,
    String path,
    String originalFilePath,
    String contents) {
  public DocBlock {
    Objects.requireNonNull(uniqueId, "uniqueId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packageName, "packageName");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(originalFilePath, "originalFilePath");
    Objects.requireNonNull(contents, "contents");
  }
}
