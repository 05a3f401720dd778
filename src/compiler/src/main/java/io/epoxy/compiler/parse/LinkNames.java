package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The names by which resources are referred to, packages in their order. */
record LinkNames(
    List<RefIndex.Entry> refs,
    List<RefIndex.Entry> sources,
    List<RefIndex.Entry> functions,
    List<RefIndex.Entry> metrics) {
  LinkNames {
    refs = ImmutableList.copyOf(refs);
    sources = ImmutableList.copyOf(sources);
    functions = ImmutableList.copyOf(functions);
    metrics = ImmutableList.copyOf(metrics);
  }

  static LinkNames of(Collection<? extends GraphMember> members) {
    List<RefIndex.Entry> refs = new ArrayList<>();
    List<RefIndex.Entry> sources = new ArrayList<>();
    List<RefIndex.Entry> functions = new ArrayList<>();
    List<RefIndex.Entry> metrics = new ArrayList<>();
    for (GraphMember member : members) {
      if (member instanceof SourceTable source) {
        sources.add(entry(member, source.sourceName() + "." + source.name()));
      } else if (member instanceof FunctionNode) {
        functions.add(entry(member, member.name()));
      } else if (member.resourceType() == ResourceType.METRIC) {
        metrics.add(entry(member, member.name()));
      } else if (member instanceof Node node && RefIndex.isRefable(node.resourceType())) {
        refs.add(RefIndex.entry(node));
      }
    }
    return new LinkNames(refs, sources, functions, metrics);
  }

  private static RefIndex.Entry entry(GraphMember member, String name) {
    return new RefIndex.Entry(
        member.uniqueId(), name, member.info().packageName(), Optional.empty());
  }

  /** The same without some sources, with others. */
  LinkNames withSources(Collection<UniqueId> gone, Collection<SourceTable> more) {
    List<RefIndex.Entry> all = new ArrayList<>(sources);
    all.removeIf(entry -> gone.contains(entry.id()));
    all.addAll(of(more).sources());
    return new LinkNames(refs, all, functions, metrics);
  }
}
