package io.epoxy.compiler.compile;

import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.node.Execution;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of what a unit test's rows stand in for. As in dbt they are those of the relation;
 * where none exists yet, those that a property file gives types for, those of a seed's file, or
 * those of the model's query as Spark analyses it.
 *
 * @param sql a model's own, with the ephemeral models that it needs
 */
record InputColumns(
    ContextFactory contexts, Execution.Compilation compilation, Function<UniqueId, String> sql) {
  List<Column> of(Node node, SourceLocation place) {
    Warehouse warehouse = compilation.warehouse();
    Relation relation = compilation.deferral().relationOf(node, warehouse);
    List<Column> known = known(relation, node.info());
    if (!known.isEmpty()) {
      return known;
    }
    if (node instanceof SeedNode) {
      return contexts.seedRows(node.info()).columns();
    }
    if (node instanceof ModelNode && node.info().language() == Language.SQL) {
      return analysed(node, place);
    }
    throw missing(node.info(), relation, place, null);
  }

  List<Column> of(SourceTable source, SourceLocation place) {
    List<Column> known = known(source.relation(), source.info());
    if (known.isEmpty()) {
      throw missing(source.info(), source.relation(), place, null);
    }
    return known;
  }

  private List<Column> known(Relation relation, NodeInfo info) {
    Warehouse warehouse = compilation.warehouse();
    return warehouse.findRelation(relation).map(warehouse::columns).orElseGet(() -> written(info));
  }

  /** None when one of them has no type. */
  private static List<Column> written(NodeInfo info) {
    List<Column> columns = new ArrayList<>();
    info.columns()
        .values()
        .forEach(
            column ->
                column.dataType().ifPresent(type -> columns.add(Column.of(column.name(), type))));
    return columns.size() == info.columns().size() ? columns : List.of();
  }

  private List<Column> analysed(Node model, SourceLocation place) {
    try {
      return compilation
          .warehouse()
          .query("describe query " + sql.apply(model.uniqueId()))
          .rows()
          .stream()
          .map(row -> Column.of(row.get(0).toString(), row.get(1).toString()))
          .toList();
    } catch (EpoxyException e) {
      throw missing(model.info(), model.relation(), place, e);
    }
  }

  /** dbt's sentence, and what helps beside building the relation. */
  private static EpoxyException missing(
      NodeInfo input, Relation relation, SourceLocation place, Throwable cause) {
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "Not able to get columns for unit test '"
            + input.name()
            + "' from relation "
            + relation.render()
            + " because the relation doesn't exist. Build it (with --empty, its rows do not"
            + " matter), or give each of its columns a data_type in a property file.",
        place,
        cause);
  }
}
