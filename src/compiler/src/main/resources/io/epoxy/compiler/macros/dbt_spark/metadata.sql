{# Questions that Spark answers by SHOW and DESCRIBE. #}

{% macro spark__list_schemas(database) -%}
  {%- call statement('list_schemas', fetch_result=true, auto_begin=false) -%}show databases{%- endcall -%}
  {{ return(load_result('list_schemas').table) }}
{%- endmacro %}

{% macro spark__list_relations_without_caching(relation) -%}
  {%- call statement('list_relations_without_caching', fetch_result=true) -%}
    show table extended in {{ relation.schema }} like '*'
  {%- endcall -%}
  {{ return(load_result('list_relations_without_caching').table) }}
{%- endmacro %}

{% macro list_relations_show_tables_without_caching(schema_relation) -%}
  {%- call statement('list_relations_without_caching_show_tables', fetch_result=true) -%}
    show tables in {{ schema_relation.schema }} like '*'
  {%- endcall -%}
  {{ return(load_result('list_relations_without_caching_show_tables').table) }}
{%- endmacro %}

{% macro describe_table_extended_without_caching(table_name) -%}
  {%- call statement('describe_table_extended_without_caching', fetch_result=true) -%}
    describe extended {{ table_name }}
  {%- endcall -%}
  {{ return(load_result('describe_table_extended_without_caching').table) }}
{%- endmacro %}
