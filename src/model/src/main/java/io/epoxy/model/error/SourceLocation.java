package io.epoxy.model.error;

import java.util.Objects;

/**
 * A place in a project file.
 *
 * @param path relative to the project, with forward slashes
 * @param line from 1; 0 when only the file is known
 * @param column from 1; 0 when only the line is known
 */
public record SourceLocation(String path, int line, int column) {
  public SourceLocation {
    Objects.requireNonNull(path, "path");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "line and column must not be negative: " + line + ":" + column);
    }
  }

  public static SourceLocation ofFile(String path) {
    return new SourceLocation(path, 0, 0);
  }

  /** {@code path}, {@code path:line} or {@code path:line:column}, as far as known. */
  @Override
  public String toString() {
    if (line == 0) {
      return path;
    }
    return column == 0 ? path + ":" + line : path + ":" + line + ":" + column;
  }
}
