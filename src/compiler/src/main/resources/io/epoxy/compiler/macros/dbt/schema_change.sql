{# on_schema_change of incremental models. #}

{% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') %}
  {% if on_schema_change in ['sync_all_columns', 'append_new_columns', 'fail', 'ignore'] %}
    {{ return(on_schema_change) }}
  {% endif %}
  {% do log('Invalid value for on_schema_change (' ~ on_schema_change ~ ') specified. Setting default value of ' ~ default ~ '.') %}
  {{ return(default) }}
{% endmacro %}

{% macro diff_columns(source_columns, target_columns) %}
  {% set known = target_columns | map(attribute='column') | list %}
  {{ return(source_columns | rejectattr('name', 'in', known) | list) }}
{% endmacro %}

{% macro diff_column_data_types(source_columns, target_columns) %}
  {{ return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) }}
{% endmacro %}
{% macro default__diff_column_data_types(source_columns, target_columns) %}
  {% set changes = [] %}
  {% for column in source_columns %}
    {% set same = target_columns | selectattr('name', 'equalto', column.name) | list %}
    {% if same and column.expanded_data_type != same[0].expanded_data_type and not column.can_expand_to(other_column=same[0]) %}
      {% do changes.append({'column_name': same[0].name, 'new_type': column.expanded_data_type}) %}
    {% endif %}
  {% endfor %}
  {{ return(changes) }}
{% endmacro %}

{% macro check_for_schema_changes(source_relation, target_relation) %}
  {{ return(adapter.dispatch('check_for_schema_changes', 'dbt')(source_relation, target_relation)) }}
{% endmacro %}
{% macro default__check_for_schema_changes(source_relation, target_relation) %}
  {% set source_columns = adapter.get_columns_in_relation(source_relation) %}
  {% set target_columns = adapter.get_columns_in_relation(target_relation) %}
  {% set added = diff_columns(source_columns, target_columns) %}
  {% set removed = diff_columns(target_columns, source_columns) %}
  {% set retyped = diff_column_data_types(source_columns, target_columns) %}
  {% set changed = (added or removed or retyped) | length > 0 %}
  {% do log('In ' ~ target_relation ~ ': Schema changed: ' ~ changed ~ '\n' ~ dbt.described_schema_changes(added, removed, retyped)) %}
  {{ return({'schema_changed': changed, 'source_not_in_target': added, 'target_not_in_source': removed,
      'source_columns': source_columns, 'target_columns': target_columns, 'new_target_types': retyped}) }}
{% endmacro %}

{% macro described_schema_changes(added, removed, retyped) -%}
  Source columns not in target: {{ added }}
  Target columns not in source: {{ removed }}
  New column types: {{ retyped }}
{%- endmacro %}

{% macro sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {{ return(adapter.dispatch('sync_column_schemas', 'dbt')(on_schema_change, target_relation, schema_changes_dict)) }}
{% endmacro %}
{% macro default__sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {% set added = schema_changes_dict['source_not_in_target'] %}
  {% set whole = on_schema_change == 'sync_all_columns' %}
  {% set removed = schema_changes_dict['target_not_in_source'] if whole else [] %}
  {% if added or removed %}
    {% do alter_relation_add_remove_columns(target_relation, added, removed if whole else none) %}
  {% endif %}
  {% for change in (schema_changes_dict['new_target_types'] if whole else []) %}
    {% do alter_column_type(target_relation, change['column_name'], change['new_type']) %}
  {% endfor %}
{% endmacro %}

{% macro process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {{ return(adapter.dispatch('process_schema_changes', 'dbt')(on_schema_change, source_relation, target_relation)) }}
{% endmacro %}
{% macro default__process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {% if on_schema_change == 'ignore' %}{{ return({}) }}{% endif %}
  {% set changes = check_for_schema_changes(source_relation, target_relation) %}
  {% if not changes['source_columns'] %}
    {% do dbt.no_source_columns(on_schema_change, source_relation, target_relation) %}
  {% endif %}
  {% if changes['schema_changed'] and on_schema_change == 'fail' %}
    {% do exceptions.raise_compiler_error('The source and target schemas on this incremental model are out of sync!\n'
        ~ 'Set on_schema_change to append_new_columns or sync_all_columns, run the model with --full-refresh, or change the table by hand.\n'
        ~ dbt.described_schema_changes(changes['source_not_in_target'], changes['target_not_in_source'], changes['new_target_types'])) %}
  {% elif changes['schema_changed'] %}
    {% do sync_column_schemas(on_schema_change, target_relation, changes) %}
  {% endif %}
  {{ return(changes['source_columns']) }}
{% endmacro %}

{# No columns at all means that they could not be read: only a mode that never drops may go on. #}
{% macro no_source_columns(on_schema_change, source_relation, target_relation) %}
  {% set problem = 'Could not read any columns for ' ~ source_relation ~ ' while checking for schema changes on incremental model '
      ~ target_relation ~ " (on_schema_change='" ~ on_schema_change ~ "')." %}
  {% if on_schema_change == 'append_new_columns' %}
    {% do exceptions.warn(problem ~ ' New columns are not added in this run.') %}
  {% else %}
    {% do exceptions.raise_compiler_error(problem ~ " Set on_schema_change='ignore' or run the model with --full-refresh.") %}
  {% endif %}
{% endmacro %}
