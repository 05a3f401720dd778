package io.epoxy.engine.plan;

import io.epoxy.engine.format.Ddl;
import io.epoxy.model.relation.Relation;

/**
 * Makes a table that shares the files of another one; the other one's later changes are not in it.
 */
public record CloneTable(Relation relation, Relation source, String location) implements PlanStep {
  @Override
  public String print() {
    return "create table "
        + relation
        + " shallow clone "
        + source
        + "\nlocation "
        + Ddl.literal(location);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.cloneTable(this);
  }
}
