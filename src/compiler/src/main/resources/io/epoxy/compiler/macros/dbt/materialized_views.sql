{# Materialized views: names for adapters that have them. #}

{% macro get_create_materialized_view_as_sql(relation, sql) -%}
  {{ adapter.dispatch('get_create_materialized_view_as_sql', 'dbt')(relation, sql) }}
{%- endmacro %}
{% macro default__get_create_materialized_view_as_sql(relation, sql) -%}{{ dbt.refuse_statement('get_create_materialized_view_as_sql') }}{%- endmacro %}

{% macro get_replace_materialized_view_sql(relation, sql) -%}
  {{ adapter.dispatch('get_replace_materialized_view_sql', 'dbt')(relation, sql) }}
{%- endmacro %}
{% macro default__get_replace_materialized_view_sql(relation, sql) -%}{{ dbt.refuse_statement('get_replace_materialized_view_sql') }}{%- endmacro %}

{% macro refresh_materialized_view(relation) -%}
  {{ adapter.dispatch('refresh_materialized_view', 'dbt')(relation) }}
{%- endmacro %}
{% macro default__refresh_materialized_view(relation) -%}{{ dbt.refuse_statement('refresh_materialized_view') }}{%- endmacro %}

{% macro get_alter_materialized_view_as_sql(
    relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -%}
  {{ adapter.dispatch('get_alter_materialized_view_as_sql', 'dbt')(
      relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) }}
{%- endmacro %}
{% macro default__get_alter_materialized_view_as_sql(
    relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -%}
  {%- do exceptions.raise_compiler_error('Materialized views have not been implemented for this adapter.') -%}
{%- endmacro %}

{% macro get_materialized_view_configuration_changes(existing_relation, new_config) -%}
  {{ return(adapter.dispatch('get_materialized_view_configuration_changes', 'dbt')(existing_relation, new_config)) }}
{%- endmacro %}
{% macro default__get_materialized_view_configuration_changes(existing_relation, new_config) -%}
  {%- do exceptions.raise_compiler_error('Materialized views have not been implemented for this adapter.') -%}
{%- endmacro %}

{# The steps of a materialized view, for materializations of users: left-overs and hooks, the statement, the statement's run. #}
{% macro materialized_view_setup(backup_relation, intermediate_relation, pre_hooks) %}
  {% for leftover in [backup_relation, intermediate_relation] %}
    {% do drop_relation_if_exists(load_cached_relation(leftover)) %}
  {% endfor %}
  {% do run_hooks(pre_hooks, inside_transaction=false) %}
{% endmacro %}

{% macro materialized_view_teardown(backup_relation, intermediate_relation, post_hooks) %}
  {% for relation in [backup_relation, intermediate_relation] %}{% do drop_relation_if_exists(relation) %}{% endfor %}
  {% do run_hooks(post_hooks, inside_transaction=false) %}
{% endmacro %}

{# An empty text means that there is nothing to do. #}
{% macro materialized_view_get_build_sql(existing_relation, target_relation, backup_relation, intermediate_relation) %}
  {% if existing_relation is none %}
    {{ return(get_create_materialized_view_as_sql(target_relation, sql)) }}
  {% elif should_full_refresh() or not existing_relation.is_materialized_view %}
    {{ return(get_replace_sql(existing_relation, target_relation, sql)) }}
  {% endif %}
  {% set changes = get_materialized_view_configuration_changes(existing_relation, config) %}
  {% if changes is none %}{{ return(refresh_materialized_view(target_relation)) }}{% endif %}
  {% set reaction = config.get('on_configuration_change') %}
  {% set found = 'Configuration changes were identified and `on_configuration_change` was set to `' ~ reaction ~ '` for `'
      ~ target_relation.render() ~ '`' %}
  {% if reaction == 'apply' %}
    {{ return(get_alter_materialized_view_as_sql(
        target_relation, changes, sql, existing_relation, backup_relation, intermediate_relation)) }}
  {% elif reaction == 'fail' %}
    {% do exceptions.raise_fail_fast_error(found) %}
  {% elif reaction != 'continue' %}
    {% do exceptions.raise_compiler_error('Unexpected configuration scenario') %}
  {% endif %}
  {% do exceptions.warn(found) %}
  {{ return('') }}
{% endmacro %}

{% macro materialized_view_execute_no_op(target_relation) %}
  {% do store_raw_result(name='main', message='skip ' ~ target_relation, code='skip', rows_affected='-1') %}
{% endmacro %}

{% macro materialized_view_execute_build_sql(build_sql, existing_relation, target_relation, post_hooks) %}
  {% do run_hooks(pre_hooks) %}
  {% call statement('main') %}{{ build_sql }}{% endcall %}
  {{ dbt.finish_relation(existing_relation, target_relation) }}
  {% do run_hooks(post_hooks) %}
  {% do adapter.commit() %}
{% endmacro %}
