package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code adapter} while parsing: dbt's stand-ins, nothing is asked. */
public final class ParseAdapterObject implements JinjaObject {
  private static final Set<String> NONE =
      Set.of(
          "get_relation",
          "drop_relation",
          "truncate_relation",
          "rename_relation",
          "create_schema",
          "drop_schema",
          "expand_target_column_types",
          "valid_snapshot_target",
          "assert_valid_snapshot_target_given_strategy",
          "get_incremental_strategy_macro",
          "get_hard_deletes_behavior");
  private static final Set<String> LISTS =
      Set.of(
          "get_columns_in_relation",
          "get_missing_columns",
          "get_column_schema_from_query",
          "list_relations_without_caching",
          "list_relations",
          "list_schemas");

  private final AdapterBasics basics;

  public ParseAdapterObject(AdapterBasics basics) {
    this.basics = basics;
  }

  @Override
  public Optional<Value> attribute(String name) {
    if (NONE.contains(name)) {
      return Value.of((JinjaCallable) arguments -> null);
    }
    if (LISTS.contains(name)) {
      return Value.of((JinjaCallable) arguments -> new ArrayList<>());
    }
    return switch (name) {
      case "check_schema_exists", "already_exists" -> Value.of((JinjaCallable) arguments -> false);
      case "execute", "add_query" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      PyTuple.of(
                          new MembersObject("AdapterResponse", Map.of("_message", "")),
                          TableObject.empty()));
      case "get_partitions_metadata" -> Value.of((JinjaCallable) arguments -> TableObject.empty());
      default -> basics.attribute(name);
    };
  }

  @Override
  public String typeName() {
    return "ParseDatabaseWrapper";
  }
}
