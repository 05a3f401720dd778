{# Columns of Spark tables. #}

{% macro spark__alter_column_type(relation, column_name, new_column_type) -%}
  {%- call statement('alter_column_type') -%}
    alter table {{ relation }} alter column {{ column_name }} type {{ new_column_type }}
  {%- endcall -%}
{%- endmacro %}

{% macro spark__alter_relation_add_remove_columns(relation, add_columns, remove_columns) -%}
  {%- if remove_columns -%}
    {%- set platform = 'Delta Lake' if relation.is_delta else 'Iceberg' if relation.is_iceberg else 'Apache Spark' -%}
    {%- do exceptions.raise_compiler_error(platform ~ ' does not support dropping columns from tables') -%}
  {%- endif -%}
  {%- if add_columns -%}
    {%- set added = [] -%}
    {%- for column in add_columns -%}{%- do added.append(column.quoted ~ ' ' ~ column.data_type) -%}{%- endfor -%}
    {%- do run_query('alter ' ~ relation.type ~ ' ' ~ relation ~ ' add columns (' ~ added | join(', ') ~ ')') -%}
  {%- endif -%}
{%- endmacro %}

{# Columns that a snapshot keeps for itself are not its source's to add. #}
{% macro spark__create_columns(relation, columns) -%}
  {%- set added = [] -%}
  {%- for column in columns if not column.name.startswith('dbt_') -%}
    {%- do added.append(adapter.quote(column.name) ~ ' ' ~ column.data_type) -%}
  {%- endfor -%}
  {%- if added -%}
    {%- call statement() -%}alter table {{ relation }} add columns ({{ added | join(', ') }}){%- endcall -%}
  {%- endif -%}
{%- endmacro %}

{% macro get_columns_in_relation_raw(relation) -%}
  {{ return(adapter.dispatch('get_columns_in_relation_raw', 'dbt')(relation)) }}
{%- endmacro %}
{% macro spark__get_columns_in_relation_raw(relation) -%}
  {{ return(dbt.query_as('get_columns_in_relation_raw', 'describe extended ' ~ relation).table) }}
{%- endmacro %}
