package io.epoxy.compiler;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.Set;

/**
 * What a command is to work on.
 *
 * @param select each {@code --select} value as given; empty selects everything
 * @param exclude each {@code --exclude} value as given
 * @param resourceTypes only these types; empty means every type
 */
public record Selection(
    List<String> select, List<String> exclude, Set<ResourceType> resourceTypes) {
  public static final Selection EVERYTHING = new Selection(List.of(), List.of(), Set.of());

  public Selection {
    select = ImmutableList.copyOf(select);
    exclude = ImmutableList.copyOf(exclude);
    resourceTypes = ImmutableSet.copyOf(resourceTypes);
  }
}
