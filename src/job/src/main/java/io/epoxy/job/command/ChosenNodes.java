package io.epoxy.job.command;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.compiler.AdHoc;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.util.List;
import java.util.Set;

/**
 * What {@code compile} and {@code show} work on: selected nodes, or the one query of {@code
 * --inline}.
 *
 * @param context its manifest has the query in it
 * @param project the manifest without the query, as it is written
 */
record ChosenNodes(CommandContext context, Manifest project, List<UniqueId> ids) {
  /**
   * Selects, or parses the query.
   *
   * @throws EpoxyException when the query cannot be parsed
   */
  static ChosenNodes of(CommandContext context, Set<ResourceType> types) {
    String inline = context.invocation().flags().text(Flag.INLINE).orElse("");
    if (inline.isEmpty()) {
      return new ChosenNodes(context, context.manifest(), context.select(types));
    }
    AdHoc adHoc = context.compiler().adHoc(context.manifest(), new LazyEngine(context).warehouse());
    CommandContext withQuery = context.withManifest(withInline(context, adHoc, inline));
    withQuery.tellFound();
    context.artifacts().writeGraphSummary(withQuery.manifest());
    return new ChosenNodes(
        withQuery, context.manifest(), withQuery.begin(List.of(adHoc.inlineId())));
  }

  private static Manifest withInline(CommandContext context, AdHoc adHoc, String inline) {
    try {
      return adHoc.withInline(inline);
    } catch (EpoxyException e) {
      context
          .events()
          .message(
              RunEvent.Level.ERROR,
              "ParseInlineNodeError",
              "Error while parsing node: " + AdHoc.INLINE + "\n" + withoutHeading(e));
      throw new EpoxyException(ErrorCode.BARE, "Error parsing inline query", null, e);
    }
  }

  /** What dbt keeps as {@code msg}: the text below the line that names the node. */
  private static String withoutHeading(EpoxyException e) {
    String text = e.describe();
    return text.startsWith(e.code().heading() + " in ")
        ? text.substring(text.indexOf('\n') + 1).stripIndent()
        : text;
  }

  /** dbt prints the nodes whose name stands in the first --select value (task/compile.py). */
  boolean isAskedFor(Node node) {
    List<String> select = context.invocation().select();
    return node.name().equals(AdHoc.INLINE)
        || !select.isEmpty() && select.get(0).contains(node.name());
  }

  /** dbt keeps results of ephemeral models only where they were asked for (task/compile.py). */
  boolean keepsEphemeral() {
    boolean isInline = !context.invocation().flags().text(Flag.INLINE).orElse("").isEmpty();
    return context.invocation().command() == Command.COMPILE
        && (isInline || !context.invocation().select().isEmpty());
  }

  boolean tellIfNone() {
    if (ids.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", ExecuteCommand.NOTHING_TO_DO);
    }
    return ids.isEmpty();
  }

  void tellConcurrency() {
    context.tellExecution(
        (int)
            ids.stream()
                .map(id -> context.manifest().findNode(id).orElseThrow())
                .filter(node -> !LocalSources.isEphemeral(node))
                .count());
  }

  void writeManifest() {
    context.artifacts().writeManifest(project);
  }
}
