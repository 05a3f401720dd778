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

  /** The plan as SQL text, for {@code target/run/} and golden tests. */
  public String print() {
    return steps.stream().map(PlanStep::print).collect(Collectors.joining(";\n\n"));
  }
}
