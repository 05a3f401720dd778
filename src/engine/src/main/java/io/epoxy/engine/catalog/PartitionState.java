package io.epoxy.engine.catalog;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;

/**
 * One partition of a table.
 *
 * @param spec partition column to value as in the folder's name, unescaped; in column order
 */
public record PartitionState(
    Map<String, String> spec,
    StorageState storage,
    Map<String, String> parameters,
    long createTime,
    long lastAccessTime) {
  public PartitionState {
    spec = ImmutableMap.copyOf(spec);
    Objects.requireNonNull(storage, "storage");
    parameters = ImmutableMap.copyOf(parameters);
  }
}
