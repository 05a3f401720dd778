package io.epoxy.compiler.compile;

import io.epoxy.compiler.context.node.Execution;
import io.epoxy.compiler.context.node.StaticCall;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names the other tables of a model's foreign keys, which are written as ref() or source(). */
final class ForeignKeys {
  private final Execution.Compilation compilation;

  ForeignKeys(Execution.Compilation compilation) {
    this.compilation = compilation;
  }

  /** The node, a model's foreign keys with the name of their table. */
  Node resolve(Node node) {
    if (!(node instanceof ModelNode model) || !hasAny(model)) {
      return node;
    }
    Map<String, ColumnInfo> columns = new LinkedHashMap<>();
    model
        .info()
        .columns()
        .forEach(
            (name, column) ->
                columns.put(name, column.constrained(resolve(column.constraints(), model))));
    ModelPromises promises = model.promises();
    NodeInfo info = model.info().toBuilder().columns(columns).build();
    return model
        .with(info, model.code())
        .withPromises(promises.withConstraints(resolve(promises.constraints(), model)));
  }

  private static boolean hasAny(ModelNode model) {
    return model.promises().constraints().stream().anyMatch(ForeignKeys::isOne)
        || model.info().columns().values().stream()
            .flatMap(column -> column.constraints().stream())
            .anyMatch(ForeignKeys::isOne);
  }

  private static boolean isOne(Constraint constraint) {
    return constraint.type() == Constraint.Type.FOREIGN_KEY && constraint.to().isPresent();
  }

  private List<Constraint> resolve(List<Constraint> constraints, ModelNode model) {
    return constraints.stream()
        .map(one -> isOne(one) ? relation(one, model).map(one::withTo).orElse(one) : one)
        .toList();
  }

  private Optional<String> relation(Constraint constraint, ModelNode model) {
    String home = model.info().packageName();
    return StaticCall.parse(constraint.to().orElseThrow())
        .flatMap(
            call ->
                call.ref()
                    .flatMap(ref -> compilation.index().findRef(ref, home))
                    .or(() -> call.source().flatMap(names -> source(names, home))))
        .flatMap(this::relation)
        .map(Relation::render);
  }

  private Optional<UniqueId> source(List<String> names, String home) {
    return compilation.index().findSource(names.get(0), names.get(1), home);
  }

  private Optional<Relation> relation(UniqueId id) {
    return compilation
        .manifest()
        .findNode(id)
        .map(Node::relation)
        .or(
            () ->
                Optional.ofNullable(compilation.manifest().sources().get(id))
                    .map(source -> source.relation()));
  }
}
