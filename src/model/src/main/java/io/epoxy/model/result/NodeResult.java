package io.epoxy.model.result;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one node ended.
 *
 * @param executionSeconds wall time, in seconds
 * @param adapterResponse for example {@code {"_message": "OK", "rows_affected": 3}}
 * @param message what dbt puts into run_results {@code message}
 * @param failures of a test: its failing rows
 * @param compiledCode the SQL, when it was compiled
 * @param relationName rendered, when the node has a relation
 * @param batchResults of a microbatch model
 */
public record NodeResult(
    UniqueId uniqueId,
    RunStatus status,
    List<Timing> timings,
    String threadId,
    double executionSeconds,
    Map<String, Object> adapterResponse,
    Optional<String> message,
    OptionalLong failures,
    Optional<String> compiledCode,
    Optional<String> relationName,
    Optional<BatchResults> batchResults) {
  /** Says in {@code adapter_response} that an earlier attempt of the run made the result. */
  private static final String RESUMED = "resumed";

  public NodeResult {
    Objects.requireNonNull(uniqueId, "uniqueId");
    Objects.requireNonNull(status, "status");
    timings = ImmutableList.copyOf(timings);
    Objects.requireNonNull(threadId, "threadId");
    adapterResponse = Data.copy(adapterResponse);
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(failures, "failures");
    Objects.requireNonNull(compiledCode, "compiledCode");
    Objects.requireNonNull(relationName, "relationName");
    Objects.requireNonNull(batchResults, "batchResults");
  }

  /** The result of an earlier attempt of the run, marked as such. */
  public NodeResult resumed() {
    Map<String, Object> response = new LinkedHashMap<>(adapterResponse);
    response.put(RESUMED, true);
    return new NodeResult(
        uniqueId,
        status,
        timings,
        threadId,
        executionSeconds,
        response,
        message,
        failures,
        compiledCode,
        relationName,
        batchResults);
  }

  /** Whether an earlier attempt of the run made it. */
  public boolean isResumed() {
    return Boolean.TRUE.equals(adapterResponse.get(RESUMED));
  }
}
