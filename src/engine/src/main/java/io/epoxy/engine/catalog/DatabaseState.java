package io.epoxy.engine.catalog;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;

/** All that Spark's catalog knows of a database. */
public record DatabaseState(
    String name, String comment, String location, Map<String, String> properties) {
  public DatabaseState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(location, "location");
    properties = ImmutableMap.copyOf(properties);
  }
}
