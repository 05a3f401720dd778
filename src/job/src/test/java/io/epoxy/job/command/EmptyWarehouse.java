package io.epoxy.job.command;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;

/** A place with no table in it, where nothing may be run. */
final class EmptyWarehouse implements Warehouse {
  @Override
  public Optional<Relation> findRelation(Relation name) {
    return Optional.empty();
  }

  @Override
  public List<Relation> listRelations(String schema) {
    return List.of();
  }

  @Override
  public List<Column> columns(Relation relation) {
    return List.of();
  }

  @Override
  public QueryResult query(String sql) {
    throw new UnsupportedOperationException(sql);
  }

  @Override
  public boolean schemaExists(String schema) {
    return false;
  }

  @Override
  public void createSchema(String schema) {
    throw new UnsupportedOperationException(schema);
  }

  @Override
  public void dropSchema(String schema) {
    throw new UnsupportedOperationException(schema);
  }

  @Override
  public void dropRelation(Relation relation) {
    throw new UnsupportedOperationException(relation.render());
  }
}
