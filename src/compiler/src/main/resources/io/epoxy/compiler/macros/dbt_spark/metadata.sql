{# Questions that Spark answers by SHOW and DESCRIBE. #}

{% macro spark__list_schemas(database) -%}{{ return(dbt.query_as('list_schemas', 'show databases').table) }}{%- endmacro %}

{% macro spark__list_relations_without_caching(relation) -%}
  {{ return(dbt.query_as('list_relations_without_caching', 'show table extended in ' ~ relation.schema ~ " like '*'").table) }}
{%- endmacro %}

{# Where the statement above fails as a whole because of one broken view: names first, each described after. #}
{% macro list_relations_show_tables_without_caching(schema_relation) -%}
  {{ return(dbt.query_as('list_relations_without_caching_show_tables', 'show tables in ' ~ schema_relation.schema ~ " like '*'").table) }}
{%- endmacro %}

{% macro describe_table_extended_without_caching(table_name) -%}
  {{ return(dbt.query_as('describe_table_extended_without_caching', 'describe extended ' ~ table_name).table) }}
{%- endmacro %}
