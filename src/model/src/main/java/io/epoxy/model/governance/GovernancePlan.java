package io.epoxy.model.governance;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What will be sent to Lake Formation for one table, in order. A value: making one has no effect.
 *
 * @param warnings whole sentences that the user should read before
 */
public record GovernancePlan(
    GovernedTable table, List<GovernanceStep> steps, List<String> warnings) {
  public GovernancePlan {
    Objects.requireNonNull(table, "table");
    steps = ImmutableList.copyOf(steps);
    warnings = ImmutableList.copyOf(warnings);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** One line for each step. */
  public String print() {
    return steps.stream().map(GovernanceStep::print).collect(Collectors.joining("\n"));
  }
}
