package io.epoxy.compiler.select;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a command is to work on.
 *
 * @param select each {@code --select} value as given; empty selects everything
 * @param exclude each {@code --exclude} value as given
 * @param selector {@code --selector}: a name of selectors.yml, which the other two then do not
 *     change
 * @param indirect {@code --indirect-selection}
 * @param resourceTypes only these types
 * @param emptyNodes whether nodes without any code are among them
 */
public record Selection(
    List<String> select,
    List<String> exclude,
    Optional<String> selector,
    IndirectSelection indirect,
    Set<ResourceType> resourceTypes,
    EmptyNodes emptyNodes) {
  public Selection {
    select = ImmutableList.copyOf(select);
    exclude = ImmutableList.copyOf(exclude);
    Objects.requireNonNull(selector, "selector");
    Objects.requireNonNull(indirect, "indirect");
    resourceTypes = ImmutableSet.copyOf(resourceTypes);
    Objects.requireNonNull(emptyNodes, "emptyNodes");
  }

  /** What becomes of nodes whose file holds nothing but blanks. */
  public enum EmptyNodes {
    LEFT_OUT,
    KEPT
  }
}
