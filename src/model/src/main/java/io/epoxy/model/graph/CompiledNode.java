package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * A node whose templates are rendered: what the engine plans from.
 *
 * @param sql the final SQL, CTEs of ephemeral models injected
 * @param extraCtes the injected CTEs, in order
 * @param preHooks rendered statements to run before, in order; blank ones left out
 * @param postHooks rendered statements to run after
 */
public record CompiledNode(
    Node node,
    String sql,
    List<ExtraCte> extraCtes,
    List<String> preHooks,
    List<String> postHooks) {
  public CompiledNode {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(sql, "sql");
    extraCtes = ImmutableList.copyOf(extraCtes);
    preHooks = ImmutableList.copyOf(preHooks);
    postHooks = ImmutableList.copyOf(postHooks);
  }

  /** An ephemeral model's SQL as it was injected: {@code name as ( ... )}. */
  public record ExtraCte(UniqueId id, String sql) {
    public ExtraCte {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sql, "sql");
    }
  }
}
