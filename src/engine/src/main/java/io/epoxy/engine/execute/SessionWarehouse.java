package io.epoxy.engine.execute;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;

/**
 * The warehouse as the macros of one node see it: their statements share a session, so that a
 * temporary view of one is there for the next and for no other node. Belongs to the thread that
 * opened it.
 */
public final class SessionWarehouse implements Warehouse, AutoCloseable {
  private final Runnable onClose;
  private final SparkWarehouse own;
  private final RelationCache relations;
  private final StatementLog log;

  private SessionWarehouse(
      SparkWarehouse own, RelationCache relations, StatementLog log, Runnable onClose) {
    this.log = log;
    this.own = own;
    this.relations = relations;
    this.onClose = onClose;
  }

  /**
   * @param log hears of the node's statements
   */
  static SessionWarehouse open(
      SparkSessions.NodeSession opened,
      SparkWarehouse shared,
      RelationCache relations,
      StatementLog log) {
    return new SessionWarehouse(shared.in(opened.session()), relations, log, opened::close);
  }

  /** On a session that somebody else closes. */
  static SessionWarehouse within(SparkWarehouse own, RelationCache relations) {
    return new SessionWarehouse(own, relations, StatementLog.silent(), () -> {});
  }

  @Override
  public Optional<Relation> findRelation(Relation name) {
    return relations.findRelation(name);
  }

  @Override
  public List<Relation> listRelations(String schema) {
    return relations.listRelations(schema);
  }

  @Override
  public List<Column> columns(Relation relation) {
    return own.columns(relation);
  }

  @Override
  public QueryResult query(String sql) {
    try {
      QueryResult result = own.query(log.tell(sql));
      log.tellEnd();
      return result;
    } finally {
      relations.forgetAfter(sql);
      if (!StatementWords.of(sql).onlyRead()) {
        own.forgetFileLists();
      }
    }
  }

  @Override
  public boolean schemaExists(String schema) {
    return relations.schemaExists(schema);
  }

  @Override
  public void createSchema(String schema) {
    relations.createSchema(schema);
  }

  @Override
  public void dropSchema(String schema) {
    relations.dropSchema(schema);
  }

  @Override
  public void dropRelation(Relation relation) {
    relations.dropRelation(relation);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
