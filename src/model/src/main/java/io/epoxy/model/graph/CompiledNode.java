package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A node whose templates are rendered: what the engine plans from.
 *
 * @param sql the final SQL, CTEs of ephemeral models injected
 * @param extraCtes the injected CTEs, in order
 * @param preHooks statements to run before, in order
 * @param postHooks statements to run after
 * @param strategy who knows the statement of an incremental model's strategy
 * @param batch of a microbatch model: the rows that it is compiled for
 */
public record CompiledNode(
    Node node,
    String sql,
    List<ExtraCte> extraCtes,
    List<Hook> preHooks,
    List<Hook> postHooks,
    StrategySource strategy,
    Optional<Batch> batch) {
  public CompiledNode {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(sql, "sql");
    extraCtes = ImmutableList.copyOf(extraCtes);
    preHooks = ImmutableList.copyOf(preHooks);
    postHooks = ImmutableList.copyOf(postHooks);
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(batch, "batch");
  }

  /** A node whose strategy, if it has one, is built in. */
  public CompiledNode(
      Node node, String sql, List<ExtraCte> extraCtes, List<Hook> preHooks, List<Hook> postHooks) {
    this(node, sql, extraCtes, preHooks, postHooks, StrategySource.BUILT_IN, Optional.empty());
  }

  /** The same with other statements to run before. */
  public CompiledNode withPreHooks(List<Hook> hooks) {
    return new CompiledNode(node, sql, extraCtes, hooks, postHooks, strategy, batch);
  }

  /** Where the statement of an incremental strategy comes from. */
  public enum StrategySource {
    BUILT_IN,
    /** A macro of the project or of a package. */
    MACRO
  }

  /** An ephemeral model's SQL as it was injected: {@code name as ( ... )}. */
  public record ExtraCte(UniqueId id, String sql) {
    public ExtraCte {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sql, "sql");
    }
  }
}
