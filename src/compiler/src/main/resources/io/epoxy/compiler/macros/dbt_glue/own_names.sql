{# What dbt-glue offers to macros of users under its own names. #}

{% macro dbt_glue_get_incremental_sql(strategy, source, target, unique_key, incremental_predicates, dest_columns=none) -%}
  {{ dbt.spark_incremental_sql(strategy, source, target, none, unique_key, incremental_predicates, dest_columns) }}
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

{% macro glue__snapshot_get_time() -%}{{ current_timestamp() }}{%- endmacro %}

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

{# Iceberg keeps the files of a dropped table unless it is told otherwise; S3 Tables always want to be told. #}
{% macro glue__get_drop_sql(relation) -%}
  {%- set file_format = config.get('file_format') -%}
  {%- set purged = file_format == 's3tables' or (file_format == 'iceberg' and config.get('purge_dropped_iceberg_data') | string == 'True') -%}
  {{ spark__get_drop_sql(relation) }}{{ ' purge' if purged and not relation.is_view }}
{%- endmacro %}

{% macro glue__create_table_as(temporary, relation, compiled_code, language='sql') -%}
  {{ spark__create_table_as(temporary, relation, compiled_code if temporary else add_iceberg_timestamp_column(compiled_code), language) }}
{%- endmacro %}

{# The moment of the write as a last column; a column of that name which the query has itself gives way. #}
{% macro add_iceberg_timestamp_column(sql, relation=none) -%}
  {%- if config.get('file_format') == 'iceberg' and config.get('add_iceberg_timestamp', false) -%}
    {%- set fields = [] -%}
    {%- for name in get_columns_in_query(sql) if name | lower != 'update_iceberg_ts' -%}{%- do fields.append(adapter.quote(name)) -%}{%- endfor -%}
    select {{ (fields + ['current_timestamp() as update_iceberg_ts']) | join(', ') }} from (
      {{ sql }}
    ) as dbt_source
  {%- else -%}
    {{ sql }}
  {%- endif -%}
{%- endmacro %}
