package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Data;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What every node has.
 *
 * @param path relative to its resource folder, for example {@code staging/orders.sql}
 * @param originalFilePath relative to its package's root, for example {@code models/orders.sql}
 * @param patchPath {@code package://file} of the property file that describes it
 * @param columns documented columns by name, in the order of the property file
 * @param meta as in config
 * @param unrenderedConfig config values before Jinja
 * @param createdAt seconds since the epoch
 * @param location where it is defined, for error messages
 */
public record NodeInfo(
    UniqueId uniqueId,
    String name,
    String packageName,
    String path,
    String originalFilePath,
    List<String> fqn,
    Optional<String> patchPath,
    String description,
    Map<String, ColumnInfo> columns,
    List<String> tags,
    Map<String, Object> meta,
    NodeConfig config,
    Map<String, Object> unrenderedConfig,
    double createdAt,
    SourceLocation location) {
  public NodeInfo {
    Objects.requireNonNull(uniqueId, "uniqueId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packageName, "packageName");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(originalFilePath, "originalFilePath");
    fqn = ImmutableList.copyOf(fqn);
    Objects.requireNonNull(patchPath, "patchPath");
    Objects.requireNonNull(description, "description");
    columns = ImmutableMap.copyOf(columns);
    tags = ImmutableList.copyOf(tags);
    meta = Data.copy(meta);
    Objects.requireNonNull(config, "config");
    unrenderedConfig = Data.copy(unrenderedConfig);
    Objects.requireNonNull(location, "location");
  }
}
