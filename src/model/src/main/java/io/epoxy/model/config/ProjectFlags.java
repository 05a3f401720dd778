package io.epoxy.model.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The flags of a project.
 *
 * @param values {@code flags:} of dbt_project.yml, by dbt's names
 * @param logPath {@code log-path} of dbt_project.yml
 */
public record ProjectFlags(Map<String, Object> values, Optional<String> logPath) {
  public static final ProjectFlags NONE = new ProjectFlags(Map.of(), Optional.empty());

  public ProjectFlags {
    values = Data.copy(values);
    Objects.requireNonNull(logPath, "logPath");
  }
}
