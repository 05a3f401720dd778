package io.epoxy.compiler.context.adapter;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.Warehouse;
import java.util.Optional;

/** {@code adapter} while nodes are compiled for real: its methods ask the warehouse. */
public final class AdapterObject implements JinjaObject {
  private final AdapterBasics basics;
  private final RelationMethods relations;
  private final QueryMethods queries;
  private final SnapshotMethods snapshots;

  public AdapterObject(AdapterBasics basics, Warehouse warehouse, MessageSink messages) {
    this.basics = basics;
    this.relations = new RelationMethods(warehouse);
    this.queries = new QueryMethods(warehouse, messages);
    this.snapshots = new SnapshotMethods(warehouse, basics.root().name());
  }

  @Override
  public Optional<Value> attribute(String name) {
    JinjaCallable method = relations.find(name);
    if (method == null) {
      method = queries.find(name);
    }
    if (method == null) {
      method = snapshots.find(name);
    }
    return method != null ? Value.of(method) : basics.attribute(name);
  }

  @Override
  public String typeName() {
    return "RuntimeDatabaseWrapper";
  }
}
