package io.epoxy.engine.plan;

/** One step of a {@link MaterializationPlan}. */
public sealed interface PlanStep {
  /** The step as SQL, as close as SQL can say it. */
  String print();

  /** A hook, as the user wrote it. */
  record RunSql(String sql) implements PlanStep {
    @Override
    public String print() {
      return sql;
    }
  }
}
