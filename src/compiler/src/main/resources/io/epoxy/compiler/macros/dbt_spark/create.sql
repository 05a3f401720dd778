{# Statements that create tables and views in Spark, and the clauses they are made of. #}

{% macro spark__create_table_as(temporary, relation, compiled_code, language='sql') -%}
  {%- if language != 'sql' -%}
    {%- do exceptions.raise_compiler_error("create_table_as() makes tables of SQL, not of '" ~ language ~ "'") -%}
  {%- elif temporary -%}
    {{ create_temporary_view(relation, compiled_code) }}
  {%- else -%}
    {%- set enforced = config.get('contract', {}).enforced -%}
    {%- if enforced -%}{{ get_assert_columns_equivalent(compiled_code) }}{%- endif -%}
    {%- set clauses = [
        file_format_clause(), options_clause(), tblproperties_clause(), partition_cols(label='partitioned by'),
        clustered_cols(label='clustered by'), location_clause(), comment_clause()] -%}
    create {{ 'or replace table' if config.get('file_format') in ['delta', 'iceberg'] else 'table' }} {{ relation }}
    {% for clause in clauses | map('trim') | select -%}
    {{ clause }}
    {% endfor -%}
    as
    {{ get_select_subquery(compiled_code) if enforced else compiled_code }}
  {%- endif -%}
{%- endmacro %}

{% macro create_temporary_view(relation, compiled_code) -%}
  {{ return(adapter.dispatch('create_temporary_view', 'dbt')(relation, compiled_code)) }}
{%- endmacro %}
{% macro spark__create_temporary_view(relation, compiled_code) -%}
  create or replace temporary view {{ relation.include(schema=false) }} as
  {{ compiled_code }}
{%- endmacro %}

{% macro spark__create_view_as(relation, sql) -%}
  {%- if config.get('contract', {}).enforced -%}{{ get_assert_columns_equivalent(sql) }}{%- endif -%}
  create or replace view {{ relation }}
  {%- if config.persist_column_docs() %} ({{ get_persist_docs_column_list(model.columns, get_columns_in_query(sql)) }}){% endif %}
  {{ comment_clause() }}
  as
  {{ sql }}
{%- endmacro %}

{% macro spark__get_replace_view_sql(relation, sql) -%}{{ create_view_as(relation, sql) }}{%- endmacro %}

{% macro file_format_clause() -%}{{ return(adapter.dispatch('file_format_clause', 'dbt')()) }}{%- endmacro %}
{% macro spark__file_format_clause() -%}
  {%- set file_format = config.get('file_format') -%}
  {{ 'using ' ~ file_format if file_format is not none }}
{%- endmacro %}

{% macro tblproperties_clause() -%}{{ return(adapter.dispatch('tblproperties_clause', 'dbt')()) }}{%- endmacro %}
{% macro spark__tblproperties_clause() -%}{{ dbt.spark_properties('tblproperties', config.get('tblproperties')) }}{%- endmacro %}

{# dbt-glue calls the config table_properties. #}
{% macro set_table_properties(table_properties) -%}{{ dbt.spark_properties('TBLPROPERTIES', table_properties) }}{%- endmacro %}

{% macro spark_properties(keyword, properties) -%}
  {%- if properties -%}
    {{ keyword }} (
    {%- for name, value in properties.items() -%}'{{ name }}'='{{ value }}'{{ ', ' if not loop.last }}{%- endfor -%}
    )
  {%- endif -%}
{%- endmacro %}

{% macro options_clause() -%}{{ return(adapter.dispatch('options_clause', 'dbt')()) }}{%- endmacro %}
{# Hudi's key is an option as well; the two must not differ. #}
{% macro spark__options_clause() -%}
  {%- set options = dict(config.get('options') or {}) -%}
  {%- set unique_key = config.get('unique_key') -%}
  {%- if config.get('file_format') == 'hudi' -%}
    {%- if unique_key is not none and 'primaryKey' not in options -%}
      {%- do options.update({'primaryKey': unique_key}) -%}
    {%- elif options.get('primaryKey', unique_key) != unique_key -%}
      {%- do exceptions.raise_compiler_error("unique_key and options('primaryKey') should be the same column(s).") -%}
    {%- endif -%}
  {%- endif -%}
  {%- if options -%}
    options ({%- for name, value in options.items() -%}{{ name }} "{{ value }}"{{ ', ' if not loop.last }}{%- endfor -%})
  {%- endif -%}
{%- endmacro %}

{% macro location_clause() -%}{{ return(adapter.dispatch('location_clause', 'dbt')()) }}{%- endmacro %}
{% macro spark__location_clause() -%}
  {%- set location_root = config.get('location_root') -%}
  {{ "location '" ~ location_root ~ '/' ~ model['alias'] ~ "'" if location_root is not none }}
{%- endmacro %}

{% macro comment_clause() -%}{{ return(adapter.dispatch('comment_clause', 'dbt')()) }}{%- endmacro %}
{% macro spark__comment_clause() -%}
  {%- set persist_docs = config.get('persist_docs', {}) -%}
  {%- if persist_docs is not mapping and persist_docs -%}
    {%- do exceptions.raise_compiler_error(
        "Invalid value provided for 'persist_docs'. Expected dict but got value: " ~ persist_docs) -%}
  {%- elif persist_docs.get('relation') -%}
    comment '{{ escape_single_quotes(model.description) }}'
  {%- endif -%}
{%- endmacro %}

{% macro partition_cols(label, required=false) -%}
  {{ return(adapter.dispatch('partition_cols', 'dbt')(label, required)) }}
{%- endmacro %}
{% macro spark__partition_cols(label, required=false) -%}
  {%- set columns = config.get('partition_by') -%}
  {%- if columns is not none -%}{{ label }} ({{ columns if columns is string else columns | join(',') }}){%- endif -%}
{%- endmacro %}

{% macro clustered_cols(label, required=false) -%}
  {{ return(adapter.dispatch('clustered_cols', 'dbt')(label, required)) }}
{%- endmacro %}
{% macro spark__clustered_cols(label, required=false) -%}
  {%- set columns = config.get('clustered_by') -%}
  {%- set buckets = config.get('buckets') -%}
  {%- if columns is not none and buckets is not none -%}
    {{ label }} ({{ columns if columns is string else columns | join(',') }}) into {{ buckets }} buckets
  {%- endif -%}
{%- endmacro %}

{% macro get_column_comment_sql(column_name, column_dict) -%}
  {%- set description = column_dict.get(column_name, {}).get('description') -%}
  {{ adapter.quote(column_name) }}{{ " comment '" ~ escape_single_quotes(description) ~ "'" if description }}
{%- endmacro %}
{% macro get_persist_docs_column_list(model_columns, query_columns) -%}
  {%- for name in query_columns -%}{{ get_column_comment_sql(name, model_columns) }}{{ ', ' if not loop.last }}{%- endfor -%}
{%- endmacro %}

{% macro fetch_tbl_properties(relation) -%}
  {{ return(dbt.query_as('list_properties', 'show tblproperties ' ~ relation).table) }}
{%- endmacro %}

{% macro spark__can_clone_table() %}{{ return(true) }}{% endmacro %}
{% macro spark__create_or_replace_clone(this_relation, defer_relation) -%}
  create or replace table {{ this_relation }} shallow clone {{ defer_relation }}
{%- endmacro %}
