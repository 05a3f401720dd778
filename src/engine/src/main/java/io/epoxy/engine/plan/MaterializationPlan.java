package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What will be done to build one node, in order. A value: making one has no effect.
 *
 * @param notices what the user should know before
 */
public record MaterializationPlan(UniqueId node, List<PlanStep> steps, List<Notice> notices) {
  public MaterializationPlan {
    Objects.requireNonNull(node, "node");
    steps = ImmutableList.copyOf(steps);
    notices = ImmutableList.copyOf(notices);
  }

  /** The same with more steps behind the first ones. */
  public MaterializationPlan with(int first, List<PlanStep> more) {
    return more.isEmpty()
        ? this
        : new MaterializationPlan(
            node,
            ImmutableList.<PlanStep>builder()
                .addAll(steps.subList(0, first))
                .addAll(more)
                .addAll(steps.subList(first, steps.size()))
                .build(),
            notices);
  }

  /** The plan as SQL text, for {@code target/run/} and golden tests. */
  public String print() {
    return steps.stream().map(PlanStep::print).collect(Collectors.joining(";\n\n"));
  }
}
