package io.epoxy.job.command;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.SparkEngine;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;

/** A warehouse that starts Spark at the first question, so that most compilations never do. */
final class LazyEngine implements AutoCloseable {
  private final CommandContext context;
  private final Warehouse warehouse = new LazyWarehouse();
  private SparkEngine engine;

  LazyEngine(CommandContext context) {
    this.context = context;
  }

  /** The same one for every node. */
  Warehouse warehouse() {
    return warehouse;
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
    }
  }

  /** Spark, started if it was not. */
  synchronized SparkEngine engine() {
    open();
    return engine;
  }

  private synchronized Warehouse open() {
    if (engine == null) {
      refuseIfNotWanted();
      engine = EngineFactory.open(context);
      context.events().release();
    }
    return engine.warehouse();
  }

  private void refuseIfNotWanted() {
    boolean isCompile = context.invocation().command() == Command.COMPILE;
    if (isCompile && !context.invocation().flags().isOn(Flag.INTROSPECT)) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "This template asks the warehouse for something, which --no-introspect forbids. Compile"
              + " without it, or ask only if a flag or var says so.");
    }
  }

  private final class LazyWarehouse implements Warehouse {
    @Override
    public Optional<Relation> findRelation(Relation name) {
      return open().findRelation(name);
    }

    @Override
    public List<Relation> listRelations(String schema) {
      return open().listRelations(schema);
    }

    @Override
    public List<Column> columns(Relation relation) {
      return open().columns(relation);
    }

    @Override
    public QueryResult query(String sql) {
      return open().query(sql);
    }

    @Override
    public boolean schemaExists(String schema) {
      return open().schemaExists(schema);
    }

    @Override
    public void createSchema(String schema) {
      open().createSchema(schema);
    }

    @Override
    public void dropSchema(String schema) {
      open().dropSchema(schema);
    }

    @Override
    public void dropRelation(Relation relation) {
      open().dropRelation(relation);
    }
  }
}
