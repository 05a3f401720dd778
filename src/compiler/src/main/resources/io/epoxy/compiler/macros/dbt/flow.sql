{# Statements, queries, hooks and the questions that models ask about their run. #}

{% macro statement(name=none, fetch_result=false, auto_begin=true, language='sql') -%}
  {%- if execute -%}
    {%- set code = caller() -%}
    {%- if name == 'main' -%}{{ write(code) }}{%- endif -%}
    {%- if language == 'sql' -%}
      {%- set response, table = adapter.execute(code, auto_begin=auto_begin, fetch=fetch_result) -%}
    {%- elif language == 'python' -%}
      {%- set response = submit_python_job(model, code) -%}
      {%- set table = none -%}
    {%- else -%}
      {%- do exceptions.raise_compiler_error("statement macro didn't get supported language") -%}
    {%- endif -%}
    {%- if name is not none -%}{{ store_result(name, response=response, agate_table=table) }}{%- endif -%}
  {%- endif -%}
{%- endmacro %}

{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
  {%- set text = caller() -%}
  {%- if name == 'main' -%}{{ write(text) }}{%- endif -%}
  {{ store_raw_result(name, message, code, rows_affected, agate_table=res) if name is not none }}
{%- endmacro %}

{# A query whose result is kept under a name. #}
{% macro query_as(name, sql) -%}
  {%- call statement(name, fetch_result=true, auto_begin=false) -%}{{ sql }}{%- endcall -%}
  {{ return(load_result(name)) }}
{%- endmacro %}

{% macro run_query(sql) %}{{ return(dbt.query_as('run_query_statement', sql).table) }}{% endmacro %}

{% macro should_full_refresh() %}
  {% set configured = config.get('full_refresh') %}
  {{ return(flags.FULL_REFRESH if configured is none else configured) }}
{% endmacro %}

{% macro should_store_failures() %}
  {% set configured = config.get('store_failures') %}
  {{ return(flags.STORE_FAILURES if configured is none else configured) }}
{% endmacro %}

{% macro is_incremental() %}
  {% if not execute or model.config.materialized != 'incremental' or should_full_refresh() %}
    {{ return(false) }}
  {% endif %}
  {% set existing = adapter.get_relation(this.database, this.schema, this.table) %}
  {{ return(existing is not none and existing.type == 'table') }}
{% endmacro %}

{# Hooks as they were configured; those outside the transaction end the one before them. #}
{% macro run_hooks(hooks, inside_transaction=true) %}
  {% for hook in hooks | selectattr('transaction', 'equalto', inside_transaction) %}
    {% if loop.first and not inside_transaction %}{% do adapter.commit() %}{% endif %}
    {% set code = render(hook.get('sql')) | trim %}
    {% if code %}
      {% call statement(auto_begin=inside_transaction) %}{{ code }}{% endcall %}
    {% endif %}
  {% endfor %}
{% endmacro %}

{% macro make_hook_config(sql, inside_transaction) %}{{ {'sql': sql, 'transaction': inside_transaction} | tojson }}{% endmacro %}

{% macro before_begin(sql) %}{{ make_hook_config(sql, inside_transaction=false) }}{% endmacro %}
{% macro in_transaction(sql) %}{{ make_hook_config(sql, inside_transaction=true) }}{% endmacro %}
{% macro after_commit(sql) %}{{ make_hook_config(sql, inside_transaction=false) }}{% endmacro %}

{% macro set_sql_header(config) -%}{%- do config.set('sql_header', caller()) -%}{%- endmacro %}

{% macro is_core_v2() -%}
  {{ return(dbt_version.split('.') | first | int == 2) }}
{%- endmacro %}
