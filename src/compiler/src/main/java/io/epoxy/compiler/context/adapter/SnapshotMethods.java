package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.method.Attributes;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.Warehouse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of {@code adapter} for snapshots and strategies. */
record SnapshotMethods(Warehouse warehouse, String projectName) {
  /** The method; null when it is not one of these. */
  JinjaCallable find(String name) {
    return switch (name) {
      case "valid_snapshot_target" ->
          a -> check(a, name, List.of("dbt_scd_id", "dbt_valid_from", "dbt_valid_to"));
      case "assert_valid_snapshot_target_given_strategy" -> this::checkWithStrategy;
      case "get_incremental_strategy_macro" -> this::strategyMacro;
      case "get_hard_deletes_behavior" -> SnapshotMethods::hardDeletes;
      default -> null;
    };
  }

  private Object checkWithStrategy(Arguments arguments) {
    String name = "assert_valid_snapshot_target_given_strategy";
    List<String> needed = new ArrayList<>(List.of("dbt_scd_id", "dbt_valid_from", "dbt_valid_to"));
    Object strategy = arguments.require(name, 2, "strategy");
    if ("new_record".equals(member(strategy, "hard_deletes"))) {
      needed.add("dbt_is_deleted");
    }
    return check(arguments, name, needed);
  }

  private Object check(Arguments arguments, String function, List<String> needed) {
    var relation = RelationObject.require(arguments.require(function, 0, "relation"), function);
    Object names = arguments.get(1, "column_names", null);
    Set<String> have = new HashSet<>();
    warehouse.columns(relation).forEach(column -> have.add(column.name().toLowerCase(Locale.ROOT)));
    List<String> missing = new ArrayList<>();
    for (String column : needed) {
      Object wanted = names == null ? column : member(names, column);
      if (wanted != null && !have.contains(Python.str(wanted).toLowerCase(Locale.ROOT))) {
        missing.add(Python.str(wanted));
      }
    }
    if (!missing.isEmpty()) {
      throw CallError.compilation(
          "Snapshot target is missing configured columns (missing \""
              + String.join("\", \"", missing)
              + "\"). See https://docs.getdbt.com/docs/build/snapshots#snapshot-meta-fields for"
              + " more information.");
    }
    return null;
  }

  /** {@code get_incremental_<strategy>_sql} of the context that is given. */
  private Object strategyMacro(Arguments arguments) {
    Object context = arguments.require("get_incremental_strategy_macro", 0, "model_context");
    Object given = arguments.require("get_incremental_strategy_macro", 1, "strategy");
    String strategy = given == null ? "default" : Python.str(given);
    String macro = "get_incremental_" + strategy.replace("+", "_") + "_sql";
    Optional<JinjaObject.Value> found =
        context instanceof JinjaObject object ? object.item(macro) : Optional.empty();
    return found
        .map(JinjaObject.Value::get)
        .orElseThrow(
            () ->
                CallError.of(
                    ErrorCode.PROJECT,
                    "dbt could not find an incremental strategy macro with the name \""
                        + macro
                        + "\" in "
                        + projectName));
  }

  /** From the config: hard_deletes, or the older invalidate_hard_deletes. */
  private static Object hardDeletes(Arguments arguments) {
    Object config = arguments.require("get_hard_deletes_behavior", 0, "config");
    Object old = asked(config, "invalidate_hard_deletes");
    Object chosen = asked(config, "hard_deletes");
    if (old != null && chosen != null) {
      throw CallError.compilation(
          "You cannot set both the invalidate_hard_deletes and hard_deletes config properties on"
              + " the same snapshot.");
    }
    if (Python.isTruthy(old)) {
      return "invalidate";
    }
    String name = chosen == null ? "ignore" : Python.str(chosen);
    if (!List.of("ignore", "invalidate", "new_record").contains(name)) {
      throw CallError.compilation("Invalid setting for property hard_deletes.");
    }
    return name;
  }

  /** {@code config.get(key)} of a config object or a dict. */
  private static Object asked(Object config, String key) {
    if (config instanceof Map<?, ?> map) {
      return map.get(key);
    }
    return Attributes.find(config, "get")
        .map(JinjaObject.Value::get)
        .filter(JinjaCallable.class::isInstance)
        .map(get -> ((JinjaCallable) get).call(Arguments.of(key)))
        .orElse(null);
  }

  private static Object member(Object dict, String key) {
    if (dict instanceof Map<?, ?> map) {
      return map.get(key);
    }
    return dict instanceof JinjaObject object
        ? object.item(key).map(JinjaObject.Value::get).orElse(null)
        : null;
  }
}
