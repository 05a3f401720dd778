package io.epoxy.model.result;

import io.epoxy.model.config.Data;
import java.util.Map;
import java.util.Objects;

/**
 * How fresh a source is.
 *
 * @param criteria the source's {@code freshness}: {@code warn_after}, {@code error_after}, {@code
 *     filter}
 */
public record FreshnessResult(NodeResult result, SourceAge age, Map<String, Object> criteria) {
  public FreshnessResult {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(age, "age");
    criteria = Data.copy(criteria);
  }
}
