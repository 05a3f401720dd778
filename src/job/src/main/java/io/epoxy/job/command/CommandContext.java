package io.epoxy.job.command;

import io.epoxy.bundle.run.Invocation;
import io.epoxy.compiler.ProjectCompiler;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * What the command builds: the selected ids of its types, parents first. Templates see them from
   * now on, and {@code --defer} finds the rest in another state.
   */
  List<UniqueId> select(Set<ResourceType> types) {
    List<UniqueId> selected = new Selecting(this).select(types, types, EmptyNodes.LEFT_OUT);
    compiler.begin(Deferring.scope(this, selected));
    return selected;
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
