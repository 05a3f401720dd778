package io.epoxy.job.command;

import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.compiler.select.Selection.EmptyNodes;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code ls}: one line for each selected resource, sorted by unique_id as dbt does. */
final class ListCommand {
  /** dbt-core 1.12, task/list.py: analyses are listed on request only. */
  private static final Set<ResourceType> BY_DEFAULT =
      ImmutableSet.of(
          ResourceType.MODEL,
          ResourceType.SNAPSHOT,
          ResourceType.SEED,
          ResourceType.TEST,
          ResourceType.SOURCE,
          ResourceType.EXPOSURE,
          ResourceType.METRIC,
          ResourceType.SAVED_QUERY,
          ResourceType.SEMANTIC_MODEL,
          ResourceType.UNIT_TEST,
          ResourceType.FUNCTION);

  private static final Set<ResourceType> ALL =
      ImmutableSet.<ResourceType>builder().addAll(BY_DEFAULT).add(ResourceType.ANALYSIS).build();

  private final CommandContext context;

  ListCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    context.artifacts().writeGraphSummary(context.manifest());
    List<UniqueId> ids =
        new Selecting(context)
            .select(BY_DEFAULT, ALL, EmptyNodes.KEPT).stream()
                .sorted(Comparator.comparing(UniqueId::value))
                .toList();
    if (ids.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NoNodesSelected", "No nodes selected!");
      return ExitCode.OK;
    }
    Function<GraphMember, String> line =
        new ResourceLines(
                context.artifacts().shown(context.manifest()), context.invocation().list())
            .form();
    for (UniqueId id : ids) {
      context
          .events()
          .emit(
              new RunEvent.Output(
                  context.events().clock().instant(),
                  line.apply(context.manifest().find(id).orElseThrow())));
    }
    return ExitCode.OK;
  }
}
