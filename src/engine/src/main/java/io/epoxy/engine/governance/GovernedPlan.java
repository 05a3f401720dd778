package io.epoxy.engine.governance;

import io.epoxy.engine.plan.MaterializationPlan;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.model.graph.CompiledNode;
import java.util.List;

/**
 * A node's plan in two parts: what makes its relation, and the post-hooks. It is governed between
 * them, lest a hook that fails leaves it open to everybody.
 *
 * @param done how many of its first steps were carried out before
 * @param hooks how many of its last steps are post-hooks
 */
public record GovernedPlan(MaterializationPlan plan, int done, int hooks) {
  public static GovernedPlan of(CompiledNode node, MaterializationPlan plan, int done) {
    return new GovernedPlan(plan, done, node.postHooks().size());
  }

  /** The steps that make the relation. */
  public List<PlanStep> build() {
    return plan.steps().subList(done, end());
  }

  public List<PlanStep> after() {
    return plan.steps().subList(end(), plan.steps().size());
  }

  private int end() {
    return plan.steps().size() - hooks;
  }

  /**
   * The plan's text with what is governed in its place.
   *
   * @param governance see {@link Governor#describe}
   */
  public String print(String governance) {
    if (governance.isBlank()) {
      return plan.print();
    }
    String built = part(plan.steps().subList(0, end())) + "\n\n" + governance;
    return hooks == 0 ? built : built + "\n\n" + part(after());
  }

  private String part(List<PlanStep> steps) {
    return new MaterializationPlan(plan.node(), steps, List.of()).print() + ";";
  }
}
