package io.epoxy.bundle.artifact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The primary key that a model's generic tests let dbt infer: the columns that are tested for
 * unique and not null, else those of an enabled uniqueness test, else of a disabled one (dbt-core
 * 1.12, {@code infer_primary_key}). Sorted, where dbt keeps the order of a set.
 */
final class PrimaryKeys {
  private final ListMultimap<UniqueId, TestNode> testsByModel;

  PrimaryKeys(Manifest manifest) {
    ImmutableListMultimap.Builder<UniqueId, TestNode> tests = ImmutableListMultimap.builder();
    for (List<? extends GraphMember> nodes :
        List.of(List.copyOf(manifest.nodes().values()), manifest.disabled())) {
      for (GraphMember node : nodes) {
        if (node instanceof TestNode test) {
          test.attachedNode().ifPresent(model -> tests.put(model, test));
        }
      }
    }
    this.testsByModel = tests.build();
  }

  List<String> of(ModelNode model) {
    Set<String> unique = new LinkedHashSet<>();
    Set<String> formerlyUnique = new LinkedHashSet<>();
    Set<String> notNull = new LinkedHashSet<>();
    for (TestNode test : testsByModel.get(model.uniqueId())) {
      TestNode.GenericTest generic = test.generic().orElse(null);
      if (generic == null) {
        continue;
      }
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
    if (arguments.get("column_name") != null) {
      return List.of(String.valueOf(arguments.get("column_name")));
    }
    return arguments.get("combination_of_columns") instanceof List<?> columns
        ? columns.stream().map(String::valueOf).toList()
        : List.of();
  }
}
