package io.epoxy.compiler.context.adapter;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.Warehouse;
import java.util.Map;
import java.util.Optional;

/** {@code adapter} while nodes are compiled for real: its methods ask the warehouse. */
public final class AdapterObject implements JinjaObject {
  /** What dbt wants to be rid of, and what it offers instead. */
  private static final Map<String, String> REPLACED =
      Map.of("already_exists", "get_relation", "get_columns_in_table", "get_columns_in_relation");

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
    if (REPLACED.containsKey(name)) {
      return Value.of(AdapterSignatures.checked(name, warned(name, method)));
    }
    if (method == null) {
      method = queries.find(name);
    }
    if (method == null) {
      method = snapshots.find(name);
    }
    return method != null
        ? Value.of(AdapterSignatures.checked(name, method))
        : basics.attribute(name);
  }

  private JinjaCallable warned(String name, JinjaCallable method) {
    String better = REPLACED.get(name);
    return arguments -> {
      basics
          .messages()
          .message(
              MessageSink.Level.WARN,
              "AdapterDeprecationWarning",
              "Deprecated functionality\n\nThe adapter function `adapter."
                  + name
                  + "` is deprecated and will be removed in a future release of dbt. Please use"
                  + " `adapter."
                  + better
                  + "` instead. \n\nDocumentation for "
                  + better
                  + " can be found here:\n\nhttps://docs.getdbt.com/docs/adapter");
      return method.call(arguments);
    };
  }

  @Override
  public String typeName() {
    return "RuntimeDatabaseWrapper";
  }
}
