package io.epoxy.engine.strategy;

import io.epoxy.engine.plan.IncrementalStrategy;
import io.epoxy.engine.plan.StrategyName;

/** The strategies by name: the one list of them. */
public final class IncrementalStrategies {
  private IncrementalStrategies() {}

  public static IncrementalStrategy strategy(StrategyName name) {
    switch (name) {
      case APPEND:
        return new AppendStrategy();
      case INSERT_OVERWRITE:
        return new InsertOverwriteStrategy();
      case MERGE:
        return new MergeStrategy();
      case DELETE_INSERT:
        return new DeleteInsertStrategy();
      case MICROBATCH:
        return new MicrobatchStrategy();
      default:
        throw new IllegalStateException("no strategy for " + name);
    }
  }
}
