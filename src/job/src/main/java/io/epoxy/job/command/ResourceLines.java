package io.epoxy.job.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.json.PythonJson;
import io.epoxy.bundle.run.Invocation.ListOptions;
import io.epoxy.compiler.state.CurrentProject;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UnitTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What {@code ls} prints of a resource (dbt-core 1.12 {@code task/list.py}). */
final class ResourceLines {
  private static final Set<String> DEFAULT_KEYS =
      ImmutableSet.of(
          "alias",
          "name",
          "package_name",
          "depends_on",
          "direct_parents",
          "tags",
          "config",
          "resource_type",
          "source_name",
          "original_file_path",
          "unique_id");

  private final CurrentProject project;
  private final ListOptions options;

  ResourceLines(CurrentProject project, ListOptions options) {
    this.project = project;
    this.options = options;
  }

  /**
   * How each resource is printed.
   *
   * @throws EpoxyException for a form that does not exist
   */
  Function<GraphMember, String> form() {
    switch (options.output()) {
      case "selector":
        return ResourceLines::selector;
      case "name":
        return ResourceLines::name;
      case "path":
        return member -> member.info().originalFilePath();
      case "json":
        return this::json;
      default:
        throw new EpoxyException(
            ErrorCode.USAGE,
            "'" + options.output() + "' is not one of 'json', 'name', 'path', 'selector'.");
    }
  }

  /** What selects it alone. */
  private static String selector(GraphMember member) {
    switch (member.resourceType()) {
      case SOURCE:
        return "source:" + member.info().packageName() + "." + name(member);
      case UNIT_TEST:
        return "unit_test:"
            + member.info().packageName()
            + "."
            + ((UnitTest) member).versionedName();
      case EXPOSURE:
      case METRIC:
      case SAVED_QUERY:
      case SEMANTIC_MODEL:
        return member.resourceType().dbtName()
            + ":"
            + member.info().packageName()
            + "."
            + member.name();
      default:
        return String.join(".", member.info().fqn());
    }
  }

  private static String name(GraphMember member) {
    if (member instanceof SourceTable source) {
      return source.sourceName() + "." + source.name();
    }
    if (member instanceof ModelNode model && model.version().isPresent()) {
      return model.name() + ".v" + model.version().get().value();
    }
    return member.name();
  }

  private String json(GraphMember member) {
    Map<String, Object> shown = new LinkedHashMap<>(project.shown(member.uniqueId()));
    if (member instanceof Node node && !node.relation().parts().identifier()) {
      shown.put("alias", null);
    }
    if (member instanceof ModelNode) {
      shown.put("direct_parents", member.dependsOn().stream().map(id -> id.value()).toList());
    }
    if (options.outputKeys().isEmpty()) {
      shown.keySet().retainAll(DEFAULT_KEYS);
      last(member.resourceType())
          .filter(shown::containsKey)
          .ifPresent(key -> shown.put(key, shown.remove(key)));
      return PythonJson.text(shown);
    }
    Map<String, Object> picked = new LinkedHashMap<>();
    for (String key : options.outputKeys()) {
      pick(shown, key, picked);
    }
    return PythonJson.text(picked);
  }

  /** The key that dbt's class of a resource has at its end, where others have it further up. */
  private static Optional<String> last(ResourceType type) {
    return switch (type) {
      case METRIC, SAVED_QUERY -> Optional.of("tags");
      case SEMANTIC_MODEL -> Optional.of("config");
      default -> Optional.empty();
    };
  }

  /** A key, or a dotted path into nested mappings, of which null is as good as absent. */
  private static void pick(Map<String, Object> shown, String key, Map<String, Object> picked) {
    if (!key.contains(".")) {
      if (shown.containsKey(key)) {
        picked.put(key, shown.get(key));
      }
      return;
    }
    Object value = shown;
    for (String step : Splitter.on('.').split(key)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    if (value != null) {
      picked.put(key, value);
    }
  }
}
