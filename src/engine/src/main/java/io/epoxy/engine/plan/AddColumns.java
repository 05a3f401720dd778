package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Gives a relation columns that are null in each of its rows, so that they can be governed before
 * its rebuild fills them. No row is written.
 *
 * @param passing under which a view is made before it takes the place of the one without them
 */
public record AddColumns(Relation relation, Relation passing, List<Column> columns)
    implements PlanStep {
  public AddColumns {
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(passing, "passing");
    columns = ImmutableList.copyOf(columns);
  }

  @Override
  public String print() {
    return SchemaChange.addition(relation, columns).print();
  }

  /** A view's query with the columns. */
  public String over(String query) {
    return columns.stream()
        .map(column -> ", cast(null as " + column.dataType() + ") as " + Sql.quote(column.name()))
        .collect(Collectors.joining("", "select *", " from (\n" + query + "\n)"));
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.addColumns(this);
  }
}
