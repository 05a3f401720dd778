package io.epoxy.compiler.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.epoxy.compiler.select.method.Surroundings;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graph operators on 40,000 nodes. Work per selected node in the size of the graph would be 1.6
 * billion steps for each criterion, far beyond the limit.
 */
class SelectionSpeedTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void operatorsOnAllNodesOfWideLayers() {
    assertThat(select(LargeGraph.layers(20, 1_000), "@fqn:* +fqn:*+ 3+fqn:*+2 fqn:*_7+ @m0_*"))
        .hasSize(40_000);
  }

  @Test
  void operatorsOnALongChain() {
    assertThat(select(LargeGraph.chain(20_000), "@fqn:* +fqn:*+ @m10000 +m19999 m0+"))
        .hasSize(40_000);
  }

  private List<UniqueId> select(Manifest manifest, String selection) {
    NodeSelector selector =
        new NodeSelector(
            manifest,
            ProjectSelectors.NONE,
            new Surroundings("p", folder, StateComparison.NONE),
            (level, event, text) -> {});
    return assertTimeoutPreemptively(
        LIMIT, () -> selector.select(LargeGraph.selection(List.of(selection), List.of())));
  }
}
