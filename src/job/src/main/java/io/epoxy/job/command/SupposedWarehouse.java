package io.epoxy.job.command;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.List;
import java.util.Optional;

/**
 * A place that nobody looks at: either no table is there or each that is asked for, and no query
 * has rows. So templates are rendered without Spark, and those of incremental models both ways.
 */
final class SupposedWarehouse implements Warehouse {
  private boolean tablesAreThere;
  private boolean wasAskedForTables;
  private boolean wasAskedForRows;

  /** What is supposed from now on; nothing was asked then. */
  void suppose(boolean there) {
    tablesAreThere = there;
    wasAskedForTables = false;
    wasAskedForRows = false;
  }

  /** Whether a template may read otherwise when tables are there. */
  boolean wasAskedForTables() {
    return wasAskedForTables;
  }

  /** Whether a template may read otherwise when queries have rows, or tables columns. */
  boolean wasAskedForRows() {
    return wasAskedForRows;
  }

  @Override
  public Optional<Relation> findRelation(Relation name) {
    wasAskedForTables = true;
    return tablesAreThere ? Optional.of(name.ofType(RelationType.TABLE)) : Optional.empty();
  }

  @Override
  public List<Relation> listRelations(String schema) {
    wasAskedForRows = true;
    return List.of();
  }

  @Override
  public List<Column> columns(Relation relation) {
    wasAskedForRows = true;
    return List.of();
  }

  @Override
  public QueryResult query(String sql) {
    wasAskedForRows = true;
    return new QueryResult(List.of(), List.of());
  }

  @Override
  public boolean schemaExists(String schema) {
    wasAskedForTables = true;
    return tablesAreThere;
  }

  @Override
  public void createSchema(String schema) {}

  @Override
  public void dropSchema(String schema) {}

  @Override
  public void dropRelation(Relation relation) {}
}
