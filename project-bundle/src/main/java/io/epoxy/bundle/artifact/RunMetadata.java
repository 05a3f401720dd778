package io.epoxy.bundle.artifact;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The head of every artifact.
 *
 * @param startedAt when the command began
 * @param generatedAt when the artifact is written
 * @param dbtVersion the dbt whose artifacts these are, for example {@code 1.12.3}
 * @param env the variables that artifacts show; see {@link #customEnv}
 */
public record RunMetadata(
    String invocationId,
    Instant startedAt,
    Instant generatedAt,
    String dbtVersion,
    Map<String, String> env) {
  private static final String CUSTOM_PREFIX = "DBT_ENV_CUSTOM_ENV_";

  public RunMetadata {
    Objects.requireNonNull(invocationId, "invocationId");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(generatedAt, "generatedAt");
    Objects.requireNonNull(dbtVersion, "dbtVersion");
    env = ImmutableMap.copyOf(env);
  }

  /** The DBT_ENV_CUSTOM_ENV_ variables without that prefix, as dbt shows them. */
  public static Map<String, String> customEnv(Map<String, String> environment) {
    ImmutableMap.Builder<String, String> custom = ImmutableMap.builder();
    environment.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(CUSTOM_PREFIX))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                custom.put(entry.getKey().substring(CUSTOM_PREFIX.length()), entry.getValue()));
    return custom.buildOrThrow();
  }

  /** The keys that every artifact begins with. */
  Tree head(String schema) {
    return new Tree()
        .put("dbt_schema_version", schema)
        .put("dbt_version", dbtVersion)
        .put("generated_at", PythonTime.format(generatedAt))
        .put("invocation_id", invocationId)
        .put("invocation_started_at", PythonTime.format(startedAt))
        .put("env", env);
  }
}
