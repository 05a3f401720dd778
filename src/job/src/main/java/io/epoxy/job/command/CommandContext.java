package io.epoxy.job.command;

import io.epoxy.bundle.run.Invocation;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.select.Selection;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A parsed project with everything a command needs. */
record CommandContext(
    Invocation invocation,
    RunSetting setting,
    Events events,
    ProjectCompiler compiler,
    Manifest manifest,
    Artifacts artifacts,
    Instant startedAt) {

  /** Parses the project, says what was found, and writes manifest.json. */
  static CommandContext open(
      Invocation invocation,
      RunSetting setting,
      Events events,
      ProjectCompiler compiler,
      Instant startedAt) {
    Manifest manifest = compiler.parse();
    Artifacts artifacts = Artifacts.of(invocation, setting, compiler, startedAt, events.clock());
    CommandContext context =
        new CommandContext(invocation, setting, events, compiler, manifest, artifacts, startedAt);
    events.emit(new RunEvent.ProjectParsed(events.clock().instant(), context.counts()));
    return context;
  }

  /** The selected ids in dependency order, of the types that a command works on. */
  List<UniqueId> select(Set<ResourceType> types) {
    return select(types, types, EmptyNodes.LEFT_OUT);
  }

  /**
   * As {@link #select(Set)}, for a command with types that it only takes when asked for by {@code
   * --resource-type}.
   */
  List<UniqueId> select(Set<ResourceType> byDefault, Set<ResourceType> all, EmptyNodes emptyNodes) {
    Set<ResourceType> types = new LinkedHashSet<>();
    for (String name : invocation.resourceTypes()) {
      types.addAll(named(name, byDefault, all));
    }
    types.retainAll(all);
    if (invocation.resourceTypes().isEmpty()) {
      types.addAll(byDefault);
    }
    return compiler.select(
        manifest,
        new Selection(
            invocation.select(),
            invocation.exclude(),
            Optional.empty(),
            IndirectSelection.EAGER,
            types,
            emptyNodes),
        StateComparison.NONE);
  }

  private static Set<ResourceType> named(
      String name, Set<ResourceType> byDefault, Set<ResourceType> all) {
    switch (name) {
      case "default":
        return byDefault;
      case "all":
        return all;
      default:
        return Set.of(
            ResourceType.find(name)
                .orElseThrow(
                    () ->
                        new EpoxyException(
                            ErrorCode.USAGE, "'" + name + "' is not a resource type of dbt")));
    }
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Node node : manifest.nodes().values()) {
      counts.merge(label(node.resourceType()), 1, Integer::sum);
    }
    counts.put("source", manifest.sources().size());
    counts.put("macro", manifest.macros().size());
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.forEach(
        (label, count) -> {
          if (count > 0) {
            named.put(count == 1 ? label : plural(label), count);
          }
        });
    return named;
  }

  private static String label(ResourceType type) {
    return type == ResourceType.TEST ? "data test" : type.dbtName().replace('_', ' ');
  }

  private static String plural(String label) {
    return label.equals("analysis") ? "analyses" : label + "s";
  }
}
