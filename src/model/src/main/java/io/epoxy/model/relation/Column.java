package io.epoxy.model.relation;

import java.util.Objects;
import java.util.Optional;

/**
 * A column as a catalog lists it.
 *
 * @param dataType Spark's simple string, for example {@code decimal(10,2)}
 */
public record Column(String name, String dataType, Optional<String> comment) {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dataType, "dataType");
    Objects.requireNonNull(comment, "comment");
  }

  public static Column of(String name, String dataType) {
    return new Column(name, dataType, Optional.empty());
  }
}
