package io.epoxy.engine;

import io.epoxy.engine.check.DataTest;
import io.epoxy.model.config.Data;
import io.epoxy.model.result.RunStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one node's execution ended, when it ended without an error.
 *
 * @param adapterResponse dbt's mapping in run_results.json: {@code _message} ...
 * @param message for a test that did not pass, dbt's {@code Got 2 results, configured to fail if !=
 *     0}; for a model what stands in the brackets of dbt's OK line
 * @param failures a test's failure count
 */
public record Outcome(
    RunStatus status,
    Map<String, Object> adapterResponse,
    Optional<String> message,
    OptionalLong failures) {
  public Outcome {
    Objects.requireNonNull(status, "status");
    adapterResponse = Data.copy(adapterResponse);
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(failures, "failures");
  }

  static Outcome of(DataTest.Verdict verdict) {
    return new Outcome(
        verdict.status(),
        Map.of("_message", "OK"),
        verdict.message(),
        OptionalLong.of(verdict.failures()));
  }
}
