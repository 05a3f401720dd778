package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A column as a property file describes it. */
public record ColumnInfo(
    String name,
    String description,
    Optional<String> dataType,
    Optional<Boolean> quote,
    List<String> tags,
    Map<String, Object> meta) {
  public ColumnInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(dataType, "dataType");
    Objects.requireNonNull(quote, "quote");
    tags = ImmutableList.copyOf(tags);
    meta = Data.copy(meta);
  }
}
