package io.epoxy.model.config;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * dbt's behaviour change flags with their defaults (dbt-core 1.12 {@code contracts/project.py},
 * {@code ProjectFlags}). They stand under {@code flags:} of dbt_project.yml only.
 */
public final class BehaviourFlags {
  public static final Map<String, Boolean> DEFAULTS =
      ImmutableMap.<String, Boolean>builder()
          .put("require_batched_execution_for_custom_microbatch_strategy", true)
          .put("require_event_names_in_deprecations", false)
          .put("require_explicit_package_overrides_for_builtin_materializations", true)
          .put("require_resource_names_without_spaces", true)
          .put("source_freshness_run_project_hooks", true)
          .put("skip_nodes_if_on_run_start_fails", true)
          .put("state_modified_compare_more_unrendered_values", true)
          .put("state_modified_compare_vars", false)
          .put("require_yaml_configuration_for_mf_time_spines", true)
          .put("require_nested_cumulative_type_params", true)
          .put("validate_macro_args", true)
          .put("require_all_warnings_handled_by_warn_error", true)
          .put("require_generic_test_arguments_property", true)
          .put("require_unique_project_resource_names", false)
          .put("require_ref_searches_node_package_before_root", false)
          .put("require_valid_schema_from_generate_schema_name", false)
          .put("allow_jinja_file_extensions", false)
          .put("require_sql_header_in_test_configs", false)
          .put("support_custom_ref_kwargs", false)
          .put("require_corrected_analysis_fqns", false)
          .put("require_source_and_semantic_model_names_without_spaces", false)
          .put("enable_grouped_warn_error_parser_logs", false)
          .put("use_catalogs_v2", false)
          .put("latest_version_pointer_enabled_by_default", false)
          .buildOrThrow();

  private BehaviourFlags() {}

  /**
   * Whether a flag is on.
   *
   * @param flags {@code flags:} of a project
   * @param name one of {@link #DEFAULTS}
   */
  public static boolean isOn(Map<String, ?> flags, String name) {
    Object value = flags.get(name);
    return value instanceof Boolean on ? on : DEFAULTS.get(name);
  }
}
