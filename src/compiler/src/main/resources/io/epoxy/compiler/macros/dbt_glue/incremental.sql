{# What dbt-glue offers to macros of users under its own names. #}

{% macro dbt_glue_get_incremental_sql(strategy, source, target, unique_key, incremental_predicates, dest_columns=none) -%}
  {{ spark_incremental_sql(strategy, source, target, none, unique_key, incremental_predicates, dest_columns) }}
{%- endmacro %}

{% macro dbt_glue_validate_get_file_format(raw_file_format) %}
  {{ return(dbt_spark_validate_get_file_format(raw_file_format)) }}
{% endmacro %}

{% macro dbt_glue_validate_get_incremental_strategy(raw_strategy, file_format) %}
  {{ return(dbt_spark_validate_get_incremental_strategy(raw_strategy, file_format)) }}
{% endmacro %}

{# A name with its catalog, for formats that have one of their own. #}
{% macro glue__make_target_relation(relation, file_format) -%}
  {%- set catalog = adapter.get_custom_iceberg_catalog_namespace() -%}
  {%- if relation | string == relation.identifier and relation.type == 'view' -%}
    {{ return(relation.include(schema=false)) }}
  {%- elif not catalog or file_format not in ['iceberg', 's3tables'] or (relation | string).startswith(catalog ~ '.') -%}
    {{ return(relation) }}
  {%- endif -%}
  {{ return(relation.incorporate(path={'schema': catalog ~ '.' ~ relation.schema})) }}
{%- endmacro %}

{% macro glue_exec_query(sql) -%}
  {%- call statement('run_query_statement', fetch_result=false, auto_begin=false) -%}{{ sql }}{%- endcall -%}
{%- endmacro %}

{% macro glue__snapshot_get_time() -%}current_timestamp(){%- endmacro %}

{# dbt-glue always writes a location; Epoxy keeps the rule where it writes tables and answers here for macros of users. #}
{% macro glue__location_clause() -%}
  {%- set custom_location = config.get('custom_location') -%}
  {%- if config.get('file_format') == 's3tables' -%}
  {%- elif custom_location -%}
    location '{{ custom_location }}'
  {%- else -%}
    {{ adapter.get_location(this) }}
  {%- endif -%}
{%- endmacro %}

{% macro glue__file_format_clause() -%}
  {%- set file_format = config.get('file_format') or 'parquet' -%}
  {{ 'using ' ~ file_format if file_format != 's3tables' }}
{%- endmacro %}

{% macro glue__tblproperties_clause() -%}
  {{ set_table_properties(config.get('table_properties') or config.get('tblproperties')) }}
{%- endmacro %}
