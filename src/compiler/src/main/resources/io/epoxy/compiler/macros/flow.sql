{# Statements, queries and the questions that models ask about their run. #}

{% macro statement(name=none, fetch_result=false, auto_begin=true, language='sql') -%}
  {%- if execute -%}
    {%- set sql = caller() -%}
    {%- set response, table = adapter.execute(sql, auto_begin, fetch_result) -%}
    {%- if name is not none -%}
      {{ store_result(name, response, table) }}
    {%- endif -%}
  {%- endif -%}
{%- endmacro %}

{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
  {%- if name is not none and execute -%}
    {{ store_result(name, message, none) }}
  {%- endif -%}
{%- endmacro %}

{% macro run_query(sql) %}
  {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) -%}
    {{ sql }}
  {%- endcall -%}
  {{ return(load_result('run_query_statement').table) }}
{% endmacro %}

{% macro should_full_refresh() %}
  {% set configured = config.get('full_refresh') %}
  {{ return(flags.FULL_REFRESH if configured is none else configured) }}
{% endmacro %}

{% macro should_store_failures() %}
  {% set configured = config.get('store_failures') %}
  {{ return(flags.STORE_FAILURES if configured is none else configured) }}
{% endmacro %}

{% macro is_incremental() %}
  {% if not execute %}
    {{ return(false) }}
  {% endif %}
  {% if model.config.materialized != 'incremental' or should_full_refresh() %}
    {{ return(false) }}
  {% endif %}
  {% set existing = load_relation(this) %}
  {{ return(existing is not none and existing.type == 'table') }}
{% endmacro %}

{% macro before_begin(sql) %}
  {{ make_hook_config(sql, inside_transaction=false) }}
{% endmacro %}

{% macro in_transaction(sql) %}
  {{ make_hook_config(sql, inside_transaction=true) }}
{% endmacro %}

{% macro after_commit(sql) %}
  {{ make_hook_config(sql, inside_transaction=false) }}
{% endmacro %}

{% macro make_hook_config(sql, inside_transaction) %}
  {{ tojson({'sql': sql, 'transaction': inside_transaction}) }}
{% endmacro %}

{% macro set_sql_header(config) -%}
  {{ config.set('sql_header', caller()) }}
{%- endmacro %}

{% macro convert_datetime(date_str, date_fmt) %}
  {{ return(modules.datetime.datetime.strptime(date_str | string, date_fmt)) }}
{% endmacro %}
