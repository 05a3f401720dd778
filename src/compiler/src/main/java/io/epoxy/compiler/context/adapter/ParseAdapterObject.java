package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * {@code adapter} while parsing: dbt's stand-ins, nothing is asked (dbt-adapters {@code
 * available.parse}). Of dbt-glue's own methods, which have none, those that would need a session
 * answer None.
 */
public final class ParseAdapterObject implements JinjaObject {
  private static final JinjaCallable NONE = arguments -> null;
  private static final JinjaCallable LIST = arguments -> new ArrayList<>();
  private static final JinjaCallable FALSE = arguments -> false;
  private static final JinjaCallable EXECUTED =
      arguments -> PyTuple.of(Response.of(""), TableObject.empty());

  private static final Map<String, JinjaCallable> STAND_INS =
      Map.ofEntries(
          Map.entry("get_relation", NONE),
          Map.entry("drop_relation", NONE),
          Map.entry("truncate_relation", NONE),
          Map.entry("rename_relation", NONE),
          Map.entry("create_schema", NONE),
          Map.entry("drop_schema", NONE),
          Map.entry("expand_target_column_types", NONE),
          Map.entry("valid_snapshot_target", NONE),
          Map.entry("assert_valid_snapshot_target_given_strategy", NONE),
          Map.entry("get_incremental_strategy_macro", NONE),
          Map.entry("get_hard_deletes_behavior", NONE),
          Map.entry("get_columns_in_relation", LIST),
          Map.entry("get_columns_in_table", LIST),
          Map.entry("get_missing_columns", LIST),
          Map.entry("get_column_schema_from_query", LIST),
          Map.entry("check_schema_exists", FALSE),
          Map.entry("already_exists", FALSE),
          Map.entry("execute", EXECUTED),
          Map.entry("get_partitions_metadata", arguments -> TableObject.empty()),
          Map.entry("add_query", arguments -> PyTuple.of(null, null)),
          Map.entry("run_sql_for_tests", NONE),
          Map.entry("get_table_type", NONE),
          Map.entry("glue_rename_relation", NONE),
          Map.entry("duplicate_view", NONE),
          Map.entry("iceberg_expire_snapshots", NONE),
          Map.entry("create_csv_table", NONE),
          Map.entry("delta_create_table", NONE),
          Map.entry("delta_update_manifest", NONE),
          Map.entry("hudi_merge_table", NONE),
          Map.entry("execute_python", NONE),
          Map.entry("execute_pyspark", NONE),
          Map.entry("add_lf_tags", NONE),
          Map.entry("apply_lf_grants", NONE));

  private final AdapterBasics basics;

  public ParseAdapterObject(AdapterBasics basics) {
    this.basics = basics;
  }

  @Override
  public Optional<Value> attribute(String name) {
    JinjaCallable standIn = STAND_INS.get(name);
    return standIn != null ? Value.of(standIn) : basics.attribute(name);
  }

  @Override
  public String typeName() {
    return "ParseDatabaseWrapper";
  }
}
