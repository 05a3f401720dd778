package io.epoxy.compiler.parse;

import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.TestNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What resources are to those that were not parsed again, which must stay the same. */
record Neighbours(LinkedMemory.Head kept, ParsedInputs earlier) {
  /** Configs that linking, or a check of another resource or of all of them, reads. */
  private static final List<String> READ =
      List.of(
          "access",
          "concurrent_batches",
          "enabled",
          "event_time",
          "group",
          "incremental_strategy",
          "store_failures");

  boolean areSame(Optional<GraphMember> before, Optional<GraphMember> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.or(() -> after).filter(Neighbours::hasNoTable).isPresent();
    }
    GraphMember then = before.get();
    GraphMember now = after.get();
    return isOtherText(then, now)
        || READ.stream().allMatch(key -> Objects.equals(config(then, key), config(now, key)))
            && then.info().group().equals(now.info().group())
            && (!(then instanceof Node node) || node.relation().equals(((Node) now).relation()))
            && isOrdinary(then)
            && isOrdinary(now)
            && !kept.watched().contains(now.uniqueId())
            && !earlier.warnsOfName(now.name());
  }

  /** A test whose failures are not stored, or a source. */
  private static boolean hasNoTable(GraphMember member) {
    return !(member instanceof TestNode) || !member.info().config().flag("store_failures", false);
  }

  private static Object config(GraphMember member, String key) {
    return member.info().config().values().get(key);
  }

  /** Whether only the SQL is another, not what it calls. */
  private static boolean isOtherText(GraphMember then, GraphMember now) {
    return then instanceof Node before
        && now instanceof Node after
        && Placed.at(
                after.with(
                    after.info(),
                    after.code().withText(before.code().rawCode(), before.code().checksum())),
                before.info().createdAt(),
                before.info().location())
            .equals(before);
  }

  /** Neither deprecated nor a calendar. */
  private static boolean isOrdinary(GraphMember member) {
    return !(member instanceof ModelNode model)
        || model.promises().deprecationDate().isEmpty()
            && model.promises().timeSpine().isEmpty()
            && !model.name().equals(ModelPromises.TimeSpine.OLD_MODEL);
  }
}
