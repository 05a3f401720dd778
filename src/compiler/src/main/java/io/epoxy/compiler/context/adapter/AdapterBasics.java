package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.ColumnObject;
import io.epoxy.compiler.context.relation.RelationClass;
import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Target;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code adapter} answers without a warehouse, while parsing as while compiling. */
public record AdapterBasics(Target target, JinjaCallable dispatch) {
  private static final Set<String> NOTHING =
      Set.of(
          "commit",
          "cache_added",
          "cache_dropped",
          "cache_renamed",
          "expand_target_column_types",
          "valid_snapshot_target",
          "clear_transaction");

  Optional<JinjaObject.Value> attribute(String name) {
    if (NOTHING.contains(name)) {
      return method(arguments -> name.startsWith("cache_") ? "" : null);
    }
    return switch (name) {
      case "dispatch" -> JinjaObject.Value.of(dispatch);
      case "type" -> method(arguments -> target.type());
      case "config" ->
          JinjaObject.Value.of(new MembersObject("config", Map.of("credentials", target())));
      case "quote" -> method(a -> ColumnObject.quote(Python.str(a.require("quote", 0, "id"))));
      case "quote_as_configured" ->
          method(a -> Python.str(a.require("quote_as_configured", 0, "identifier")));
      case "quote_seed_column" -> method(AdapterBasics::seedColumn);
      case "get_custom_iceberg_catalog_namespace" ->
          method(a -> target.string("custom_iceberg_catalog_namespace").orElse("glue_catalog"));
      case "behavior" -> JinjaObject.Value.of(new MembersObject("Behavior", Map.of()));
      case "get_hard_deletes_behavior" -> method(AdapterBasics::hardDeletes);
      case "standardize_grants_dict", "get_partitions_metadata" -> method(a -> new ArrayList<>());
      case "Relation" -> JinjaObject.Value.of(new RelationClass());
      case "Column" -> JinjaObject.Value.of(new ColumnObject.Type());
      default -> Optional.empty();
    };
  }

  private static Optional<JinjaObject.Value> method(JinjaCallable callable) {
    return JinjaObject.Value.of(callable);
  }

  private static Object seedColumn(Arguments arguments) {
    String name = Python.str(arguments.require("quote_seed_column", 0, "column"));
    return Boolean.FALSE.equals(arguments.get(1, "quote_config", null))
        ? name
        : ColumnObject.quote(name);
  }

  private static Object hardDeletes(Arguments arguments) {
    Object config = arguments.require("get_hard_deletes_behavior", 0, "config");
    if (config instanceof Map<?, ?> map) {
      Object chosen = map.get("hard_deletes");
      if (chosen != null) {
        return chosen;
      }
      return Python.isTruthy(map.get("invalidate_hard_deletes")) ? "invalidate" : "ignore";
    }
    return "ignore";
  }
}
