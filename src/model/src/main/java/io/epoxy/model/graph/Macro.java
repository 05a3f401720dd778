package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import io.epoxy.model.error.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A macro, generic test or materialization block.
 *
 * @param name dbt's name: generic tests are {@code test_x}, materializations {@code
 *     materialization_x_adapter}
 * @param macroSql the whole block as written
 * @param location of the block's first character
 * @param docs {@code show} and {@code node_color} where written
 * @param arguments documented arguments: mappings with name, type and description
 */
public record Macro(
    UniqueId uniqueId,
    String name,
    String packageName,
    String path,
    String originalFilePath,
    String macroSql,
    SourceLocation location,
    List<UniqueId> dependsOnMacros,
    String description,
    Map<String, Object> meta,
    Map<String, Object> docs,
    Optional<String> patchPath,
    List<Map<String, Object>> arguments,
    double createdAt) {
  public Macro {
    Objects.requireNonNull(uniqueId, "uniqueId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(packageName, "packageName");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(originalFilePath, "originalFilePath");
    Objects.requireNonNull(macroSql, "macroSql");
    Objects.requireNonNull(location, "location");
    dependsOnMacros = ImmutableList.copyOf(dependsOnMacros);
    Objects.requireNonNull(description, "description");
    meta = Data.copy(meta);
    docs = Data.copy(docs);
    Objects.requireNonNull(patchPath, "patchPath");
    ImmutableList.Builder<Map<String, Object>> copies = ImmutableList.builder();
    arguments.forEach(argument -> copies.add(Data.copy(argument)));
    arguments = copies.build();
  }

  /** The same with the description of another. */
  public Macro describedAs(Macro other) {
    return new Macro(
        uniqueId,
        name,
        packageName,
        path,
        originalFilePath,
        macroSql,
        location,
        dependsOnMacros,
        other.description,
        other.meta,
        other.docs,
        other.patchPath,
        other.arguments,
        createdAt);
  }

  /** The same as if it stood elsewhere and had been read at another time. */
  public Macro placed(SourceLocation otherLocation, double otherTime) {
    return new Macro(
        uniqueId,
        name,
        packageName,
        path,
        originalFilePath,
        macroSql,
        otherLocation,
        dependsOnMacros,
        description,
        meta,
        docs,
        patchPath,
        arguments,
        otherTime);
  }
}
