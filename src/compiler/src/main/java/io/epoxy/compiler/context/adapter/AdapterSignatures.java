package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.jinja.JinjaCallable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the methods of {@code adapter} take (dbt-adapters 1.12, dbt-spark 1.11). */
final class AdapterSignatures {
  private static final List<String> METHODS =
      List.of(
          "SQLAdapter.add_query(self, sql, auto_begin=, bindings=, abridge_sql_log=)",
          "BaseAdapter.already_exists(self, schema, name)",
          "BaseAdapter.assert_valid_snapshot_target_given_strategy(self, relation, column_names,"
              + " strategy)",
          "BaseAdapter.cache_added(self, relation)",
          "BaseAdapter.cache_dropped(self, relation)",
          "BaseAdapter.cache_renamed(self, from_relation, to_relation)",
          "SparkAdapter.check_schema_exists(self, database, schema)",
          "BaseAdapter.convert_type(self, agate_table, col_idx)",
          "SQLAdapter.create_schema(self, relation)",
          "SQLAdapter.drop_relation(self, relation)",
          "SQLAdapter.drop_schema(self, relation)",
          "BaseAdapter.execute(self, sql, auto_begin=, fetch=, limit=)",
          "BaseAdapter.expand_target_column_types(self, from_relation, to_relation)",
          "BaseAdapter.get_column_schema_from_query(self, sql)",
          "SparkAdapter.get_columns_in_relation(self, relation)",
          "BaseAdapter.get_columns_in_table(self, schema, identifier)",
          "BaseAdapter.get_hard_deletes_behavior(self, config)",
          "BaseAdapter.get_incremental_strategy_macro(self, model_context, strategy)",
          "BaseAdapter.get_missing_columns(self, from_relation, to_relation)",
          "BaseAdapter.get_partitions_metadata(self, table)",
          "BaseAdapter.get_pseudocolumns_for_relation(self, relation)",
          "SparkAdapter.get_relation(self, database, schema, identifier)",
          "SparkAdapter.quote(self, identifier)",
          "BaseAdapter.quote_as_configured(self, identifier, quote_key)",
          "BaseAdapter.quote_seed_column(self, column, quote_config)",
          "SQLAdapter.rename_relation(self, from_relation, to_relation)",
          "BaseAdapter.render_raw_columns_constraints(self, raw_columns)",
          "BaseAdapter.render_raw_model_constraints(self, raw_constraints)",
          "SparkAdapter.run_sql_for_tests(self, sql, fetch, conn)",
          "SparkAdapter.standardize_grants_dict(self, grants_table)",
          "SQLAdapter.truncate_relation(self, relation)",
          "BaseAdapter.valid_snapshot_target(self, relation, column_names=)");

  private static final Map<String, PythonSignature> BY_NAME = byName();

  private AdapterSignatures() {}

  private static Map<String, PythonSignature> byName() {
    Map<String, PythonSignature> all = new LinkedHashMap<>();
    for (String method : METHODS) {
      all.put(
          method.substring(method.indexOf('.') + 1, method.indexOf('(')),
          PythonSignature.of(method));
    }
    return all;
  }

  /** The method, called with what dbt's takes or not at all. */
  static JinjaCallable checked(String name, JinjaCallable method) {
    PythonSignature signature = BY_NAME.get(name);
    return signature == null ? method : signature.checking(method);
  }
}
