package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The primary key that a model's constraints, else its generic tests let dbt infer: the columns
 * that are tested for unique and not null, else those of an enabled uniqueness test, else of a
 * disabled one (dbt-core 1.12, {@code infer_primary_key}). Sorted.
 */
final class PrimaryKeys {
  private final Map<UniqueId, List<TestNode>> testsByModel = new HashMap<>();

  private PrimaryKeys(Iterable<Node> nodes, Iterable<GraphMember> disabled) {
    nodes.forEach(this::add);
    disabled.forEach(this::add);
  }

  private void add(GraphMember member) {
    if (member instanceof TestNode test) {
      test.attachedNode()
          .ifPresent(
              model -> testsByModel.computeIfAbsent(model, none -> new ArrayList<>()).add(test));
    }
  }

  /** The nodes, every model with its key. */
  static Map<UniqueId, Node> infer(Map<UniqueId, Node> nodes, List<GraphMember> disabled) {
    PrimaryKeys keys = new PrimaryKeys(nodes.values(), disabled);
    Map<UniqueId, Node> inferred = new LinkedHashMap<>();
    nodes.forEach(
        (id, node) ->
            inferred.put(
                id,
                node instanceof ModelNode model
                    ? model.withPromises(model.promises().withPrimaryKey(keys.of(model)))
                    : node));
    return inferred;
  }

  private List<String> of(ModelNode model) {
    return ofConstraints(model).orElseGet(() -> ofTests(model));
  }

  private static Optional<List<String>> ofConstraints(ModelNode model) {
    for (Constraint constraint : model.promises().constraints()) {
      if (constraint.type() == Constraint.Type.PRIMARY_KEY) {
        return Optional.of(ImmutableList.sortedCopyOf(constraint.columns()));
      }
    }
    for (ColumnInfo column : model.info().columns().values()) {
      for (Constraint constraint : column.constraints()) {
        if (constraint.type() == Constraint.Type.PRIMARY_KEY) {
          return Optional.of(List.of(column.name()));
        }
      }
    }
    return Optional.empty();
  }

  private List<String> ofTests(ModelNode model) {
    Set<String> unique = new LinkedHashSet<>();
    Set<String> formerlyUnique = new LinkedHashSet<>();
    Set<String> notNull = new LinkedHashSet<>();
    for (TestNode test : testsByModel.getOrDefault(model.uniqueId(), List.of())) {
      TestNode.GenericTest generic = test.generic().orElseThrow();
      switch (generic.name()) {
        case "unique", "unique_combination_of_columns" ->
            (test.info().config().flag("enabled", true) ? unique : formerlyUnique)
                .addAll(columns(generic.arguments()));
        case "not_null" -> notNull.addAll(columns(generic.arguments()));
        default -> {}
      }
    }
    Set<String> both = new LinkedHashSet<>(unique);
    both.addAll(formerlyUnique);
    both.retainAll(notNull);
    Set<String> best = !both.isEmpty() ? both : !unique.isEmpty() ? unique : formerlyUnique;
    return ImmutableList.sortedCopyOf(best);
  }

  private static List<String> columns(Map<String, Object> arguments) {
    if (arguments.get("column_name") instanceof String column) {
      return List.of(column);
    }
    List<String> texts = new ArrayList<>();
    if (arguments.get("combination_of_columns") instanceof List<?> columns) {
      columns.stream()
          .filter(String.class::isInstance)
          .forEach(column -> texts.add(String.valueOf(column)));
    }
    return texts;
  }
}
