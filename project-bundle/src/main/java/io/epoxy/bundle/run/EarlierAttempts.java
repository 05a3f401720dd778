package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What earlier attempts of a run have left to go on from.
 *
 * @param done the results of the nodes that need not run again
 * @param unusable why their journal does not count; then nothing is done
 */
public record EarlierAttempts(Map<UniqueId, NodeResult> done, Optional<String> unusable) {
  public static final EarlierAttempts NONE = new EarlierAttempts(Map.of(), Optional.empty());

  public EarlierAttempts {
    done = ImmutableMap.copyOf(done);
    Objects.requireNonNull(unusable, "unusable");
  }
}
