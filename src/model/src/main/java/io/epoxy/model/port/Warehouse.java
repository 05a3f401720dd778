package io.epoxy.model.port;

import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;

/**
 * What compiling and running ask of the place where tables live. Thread-safe. Every method throws
 * {@link io.epoxy.model.error.EpoxyException} with code DATABASE and Spark's own sentence when the
 * engine refuses.
 */
public interface Warehouse {
  /** The relation with its type and catalog filled in; empty when no such table or view exists. */
  Optional<Relation> findRelation(Relation name);

  /** Tables and views of a schema; empty when the schema does not exist. */
  List<Relation> listRelations(String schema);

  /** The columns in order, partition columns last as Spark has them. */
  List<Column> columns(Relation relation);

  /** Runs a statement and fetches all its rows; for DDL the result has no columns. */
  QueryResult query(String sql);

  boolean schemaExists(String schema);

  void createSchema(String schema);

  void dropSchema(String schema);

  void dropRelation(Relation relation);
}
