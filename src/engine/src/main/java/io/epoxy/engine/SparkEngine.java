package io.epoxy.engine;

import io.epoxy.engine.plan.MaterializationPlan;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Relation;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Builds nodes on Spark. Thread-safe: several nodes may be executed at once. */
public final class SparkEngine implements AutoCloseable {
  private SparkEngine() {}

  /**
   * Starts Spark, or finds Glue's session.
   *
   * @throws MissingPartException when Spark or a format's jar is not on the class path
   * @throws io.epoxy.model.error.EpoxyException CATALOG_LOCKED when another run holds the local
   *     catalog
   */
  public static SparkEngine open(EngineOptions options) {
    throw new UnsupportedOperationException("open " + options.mode());
  }

  public Warehouse warehouse() {
    throw new UnsupportedOperationException("warehouse");
  }

  /** What {@link #execute} would do now. Reads the catalog, changes nothing. */
  public MaterializationPlan plan(CompiledNode node, RefreshMode mode) {
    throw new UnsupportedOperationException("plan " + node.node().uniqueId() + mode);
  }

  /** As {@link #execute(CompiledNode, RefreshMode, Consumer)}, without a look at the plan. */
  public Outcome execute(CompiledNode node, RefreshMode mode) {
    return execute(node, mode, plan -> {});
  }

  /**
   * Builds a model, or runs a data test once.
   *
   * @param onPlan hears the plan's text before the first step
   * @throws io.epoxy.model.error.EpoxyException when Spark refuses; the old relation is kept
   */
  public Outcome execute(CompiledNode node, RefreshMode mode, Consumer<String> onPlan) {
    throw new UnsupportedOperationException("execute " + node.node().uniqueId() + mode + onPlan);
  }

  /**
   * Makes source tables that have an {@code external:} mapping and are missing; LOCAL only.
   *
   * @return the relations that were made
   */
  public List<Relation> registerSources(Collection<SourceTable> sources) {
    throw new UnsupportedOperationException("registerSources " + sources.size());
  }

  /** Cancels every running statement; those executions end with an exception. */
  public void cancelAll() {}

  @Override
  public void close() {}
}
