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
 * What every resource of the graph has.
 *
 * @param path relative to its resource folder, for example {@code staging/orders.sql}
 * @param originalFilePath relative to its package's root, for example {@code models/orders.sql}
 * @param patchPath {@code package://file} of the property file that describes it
 * @param columns documented columns by name, in the order of the property file
 * @param meta as in config
 * @param group the group that it belongs to; a generic test's is that of the node it tests
 * @param docBlocks the docs blocks that its description calls
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
    Optional<String> group,
    List<UniqueId> docBlocks,
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
    Objects.requireNonNull(group, "group");
    docBlocks = ImmutableList.copyOf(docBlocks);
    unrenderedConfig = Data.copy(unrenderedConfig);
    Objects.requireNonNull(location, "location");
  }

  public static Builder builder(UniqueId uniqueId, String name, String packageName) {
    return new Builder(uniqueId, name, packageName);
  }

  public Language language() {
    return Language.ofFile(originalFilePath);
  }

  /** The same resource under another id. */
  public NodeInfo withId(UniqueId other) {
    return toBuilder(other).build();
  }

  /** A builder that holds this resource. */
  public Builder toBuilder() {
    return toBuilder(uniqueId);
  }

  private Builder toBuilder(UniqueId id) {
    return new Builder(id, name, packageName)
        .files(path, originalFilePath)
        .fqn(fqn)
        .patchPath(patchPath)
        .description(description)
        .columns(columns)
        .tags(tags)
        .meta(meta)
        .config(config)
        .group(group)
        .docBlocks(docBlocks)
        .unrenderedConfig(unrenderedConfig)
        .createdAt(createdAt)
        .location(location);
  }

  /** Collects the parts; what is not given is empty. Not thread-safe. */
  public static final class Builder {
    private final UniqueId uniqueId;
    private final String name;
    private final String packageName;
    private String path = "";
    private String originalFilePath = "";
    private List<String> fqn = List.of();
    private Optional<String> patchPath = Optional.empty();
    private String description = "";
    private Map<String, ColumnInfo> columns = Map.of();
    private List<String> tags = List.of();
    private Map<String, Object> meta = Map.of();
    private NodeConfig config = new NodeConfig(Map.of());
    private Optional<String> group = Optional.empty();
    private List<UniqueId> docBlocks = List.of();
    private Map<String, Object> unrenderedConfig = Map.of();
    private double createdAt;
    private Optional<SourceLocation> location = Optional.empty();

    private Builder(UniqueId uniqueId, String name, String packageName) {
      this.uniqueId = uniqueId;
      this.name = name;
      this.packageName = packageName;
    }

    /** dbt's path, and the path from the package's root. */
    public Builder files(String path, String originalFilePath) {
      this.path = path;
      this.originalFilePath = originalFilePath;
      return this;
    }

    public Builder fqn(List<String> value) {
      fqn = value;
      return this;
    }

    public Builder patchPath(Optional<String> value) {
      patchPath = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder columns(Map<String, ColumnInfo> value) {
      columns = value;
      return this;
    }

    public Builder tags(List<String> value) {
      tags = value;
      return this;
    }

    public Builder meta(Map<String, Object> value) {
      meta = value;
      return this;
    }

    /** The config; the group is the one it names until {@link #group} is called. */
    public Builder config(NodeConfig value) {
      config = value;
      group = value.string("group");
      return this;
    }

    public Builder group(Optional<String> value) {
      group = value;
      return this;
    }

    public Builder docBlocks(List<UniqueId> value) {
      docBlocks = value;
      return this;
    }

    public Builder unrenderedConfig(Map<String, Object> value) {
      unrenderedConfig = value;
      return this;
    }

    public Builder createdAt(double value) {
      createdAt = value;
      return this;
    }

    /** Where it is defined; its file when not given. */
    public Builder location(SourceLocation value) {
      location = Optional.of(value);
      return this;
    }

    public NodeInfo build() {
      return new NodeInfo(
          uniqueId,
          name,
          packageName,
          path,
          originalFilePath,
          fqn,
          patchPath,
          description,
          columns,
          tags,
          meta,
          config,
          group,
          docBlocks,
          unrenderedConfig,
          createdAt,
          location.orElseGet(() -> SourceLocation.ofFile(originalFilePath)));
    }
  }
}
