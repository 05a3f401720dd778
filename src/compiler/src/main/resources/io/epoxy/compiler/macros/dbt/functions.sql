{# User-defined functions. The statement is put together from parts that an adapter or a project may replace one by one. #}

{% macro function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {{ return(adapter.dispatch('function_execute_build_sql', 'dbt')(build_sql, existing_relation, target_relation)) }}
{% endmacro %}
{% macro default__function_execute_build_sql(build_sql, existing_relation, target_relation) %}
  {% call statement('main') %}{{ build_sql }}{% endcall %}
  {{ dbt.finish_relation(existing_relation, target_relation) }}
  {% do adapter.commit() %}
{% endmacro %}

{# What follows the statement that made a relation: who may use it, and what it is for. #}
{% macro finish_relation(existing_relation, target_relation) %}
  {% do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing_relation)) %}
  {% do persist_docs(target_relation, model) %}
{% endmacro %}

{% macro scalar_function_sql(target_relation) -%}{{ return(adapter.dispatch('scalar_function_sql', 'dbt')(target_relation)) }}{%- endmacro %}
{% macro default__scalar_function_sql(target_relation) -%}
  {{ scalar_function_create_replace_signature_sql(target_relation) }}
  {{ scalar_function_body_sql() }};
{%- endmacro %}

{% macro scalar_function_create_replace_signature_sql(target_relation) -%}
  {{ return(adapter.dispatch('scalar_function_create_replace_signature_sql', 'dbt')(target_relation)) }}
{%- endmacro %}
{% macro default__scalar_function_create_replace_signature_sql(target_relation) -%}
  {{ dbt.function_signature('FUNCTION', target_relation, formatted_scalar_function_args_sql(), [scalar_function_volatility_sql()]) }}
{%- endmacro %}

{% macro function_signature(keyword, target_relation, arguments, clauses) -%}
  CREATE OR REPLACE {{ keyword }} {{ target_relation.render() }} ({{ arguments | trim }})
  RETURNS {{ model.returns.data_type }}
  {% for clause in clauses | map('trim') | select -%}
  {{ clause }}
  {% endfor -%}
  AS
{%- endmacro %}

{% macro formatted_scalar_function_args_sql() -%}{{ return(adapter.dispatch('formatted_scalar_function_args_sql', 'dbt')()) }}{%- endmacro %}
{% macro default__formatted_scalar_function_args_sql() -%}
  {%- for argument in model.arguments -%}{{ argument.name }} {{ argument.data_type }}{{ ', ' if not loop.last }}{%- endfor -%}
{%- endmacro %}

{% macro formatted_scalar_function_args_javascript() -%}
  {{ return(adapter.dispatch('formatted_scalar_function_args_javascript', 'dbt')()) }}
{%- endmacro %}
{% macro default__formatted_scalar_function_args_javascript() -%}
  {%- do exceptions.raise_compiler_error('formatted_scalar_function_args_javascript not implemented for adapter ' ~ adapter.type()) -%}
{%- endmacro %}

{% macro scalar_function_body_sql() -%}{{ return(adapter.dispatch('scalar_function_body_sql', 'dbt')()) }}{%- endmacro %}
{% macro default__scalar_function_body_sql() -%}{{ '$$\n' ~ model.compiled_code ~ '\n$$' }} LANGUAGE SQL{%- endmacro %}

{# A function whose answer depends on its arguments alone may be evaluated once; nothing is said when nothing was configured. #}
{% macro scalar_function_volatility_sql() -%}{{ return(adapter.dispatch('scalar_function_volatility_sql', 'dbt')()) }}{%- endmacro %}
{% macro default__scalar_function_volatility_sql() -%}
  {%- set volatility = model.config.get('volatility') -%}
  {%- set keywords = {'deterministic': 'IMMUTABLE', 'stable': 'STABLE', 'non-deterministic': 'VOLATILE'} -%}
  {%- if volatility is not none and volatility not in keywords -%}{%- do unsupported_volatility_warning(volatility) -%}{%- endif -%}
  {{ keywords.get(volatility, '') }}
{%- endmacro %}

{% macro scalar_function_volatility_javascript() -%}
  {{ return(adapter.dispatch('scalar_function_volatility_javascript', 'dbt')()) }}
{%- endmacro %}
{% macro default__scalar_function_volatility_javascript() -%}
  {%- if model.config.get('volatility') is not none -%}
    {%- do exceptions.warn('Volatility is not supported by ' ~ adapter.type() ~ ' in javascript UDF and will be ignored') -%}
  {%- endif -%}
{%- endmacro %}

{% macro unsupported_volatility_warning(volatility) -%}
  {{ return(adapter.dispatch('unsupported_volatility_warning', 'dbt')(volatility)) }}
{%- endmacro %}
{% macro default__unsupported_volatility_warning(volatility) -%}
  {%- do exceptions.warn('Found `' ~ volatility ~ '` volatility specified on function `' ~ model.name
      ~ '`. This volatility is not supported by ' ~ adapter.type() ~ ', and will be ignored') -%}
{%- endmacro %}

{% macro get_aggregate_function_create_replace_signature(target_relation) -%}
  {{ return(adapter.dispatch('get_aggregate_function_create_replace_signature', 'dbt')(target_relation)) }}
{%- endmacro %}
{% macro default__get_aggregate_function_create_replace_signature(target_relation) -%}
  {%- set clauses = [get_function_language_specifier(), get_aggregate_function_volatility_specifier()] -%}
  {%- if model.get('language') == 'python' -%}{%- do clauses.append(get_function_python_options()) -%}{%- endif -%}
  {{ dbt.function_signature('AGGREGATE FUNCTION', target_relation, get_formatted_aggregate_function_args(), clauses) }}
{%- endmacro %}

{% macro get_formatted_aggregate_function_args() -%}{{ return(adapter.dispatch('get_formatted_aggregate_function_args', 'dbt')()) }}{%- endmacro %}
{% macro default__get_formatted_aggregate_function_args() -%}{{ formatted_scalar_function_args_sql() }}{%- endmacro %}

{% macro get_function_language_specifier() -%}{{ return(adapter.dispatch('get_function_language_specifier', 'dbt')()) }}{%- endmacro %}
{# SQL is what a function is written in when nothing is said. #}
{% macro default__get_function_language_specifier() -%}
  {%- set language = model.get('language') -%}
  {{ 'LANGUAGE ' ~ {'javascript': 'js'}.get(language, language | upper) if language != 'sql' }}
{%- endmacro %}

{% macro get_aggregate_function_volatility_specifier() -%}
  {{ return(adapter.dispatch('get_aggregate_function_volatility_specifier', 'dbt')()) }}
{%- endmacro %}
{% macro default__get_aggregate_function_volatility_specifier() -%}{{ scalar_function_volatility_sql() }}{%- endmacro %}

{% macro get_function_python_options() -%}{{ return(adapter.dispatch('get_function_python_options', 'dbt')()) }}{%- endmacro %}
{% macro default__get_function_python_options() -%}
  {%- set packages = model.config.get('packages', []) -%}
  RUNTIME_VERSION = '{{ model.config.get('runtime_version') }}'
  HANDLER = '{{ model.config.get('entry_point') }}'
  {{ "PACKAGES = ('" ~ packages | join("','") ~ "')" if packages }}
{%- endmacro %}
