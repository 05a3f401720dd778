package io.epoxy.engine.plan;

/** Where the incremental planner finds its strategies. */
@FunctionalInterface
public interface Strategies {
  IncrementalStrategy strategy(StrategyName name);
}
