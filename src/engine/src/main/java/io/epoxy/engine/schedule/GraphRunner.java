package io.epoxy.engine.schedule;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Runs a function over a graph: a node starts when all its parents ended well. */
public final class GraphRunner {
  private final DependencyGraph graph;
  private final ImmutableList<UniqueId> ids;
  private final int threads;

  /**
   * @param ids the nodes to run; of those ready at the same time the first in this order starts
   *     first. The graph is restricted to them, paths through left-out nodes still count
   */
  public GraphRunner(DependencyGraph graph, List<UniqueId> ids, int threads) {
    this.graph = Objects.requireNonNull(graph, "graph");
    this.ids = ImmutableList.copyOf(ids);
    this.threads = threads;
  }

  /** Hears of nodes that never started. */
  @FunctionalInterface
  public interface SkipListener {
    /**
     * @param cause the failed node above; empty when the run was interrupted
     */
    void onSkip(UniqueId id, Optional<UniqueId> cause);
  }

  /**
   * Runs every node once and waits for all.
   *
   * @return the status of every id, in order of finishing
   */
  public Map<UniqueId, RunStatus> run(Function<UniqueId, RunStatus> work, SkipListener onSkip) {
    throw new UnsupportedOperationException("run " + graph + ids + threads + work + onSkip);
  }

  /** Starts no more nodes and interrupts the running ones; {@link #run} then returns. */
  public void interrupt() {}
}
