{# Relations and schemas in Spark: a staging relation is a view of the session, so its name stands alone. #}

{% macro spark__make_temp_relation(base_relation, suffix) %}
  {% set staged = base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix}) %}
  {{ return(staged.include(database=false, schema=false)) }}
{% endmacro %}

{% macro spark__create_schema(relation) -%}
  {%- call statement('create_schema') -%}
    create schema if not exists {{ relation.without_identifier() if relation is not string else relation }}
  {%- endcall -%}
{%- endmacro %}

{% macro spark__drop_schema(relation) -%}
  {%- call statement('drop_schema') -%}drop schema if exists {{ relation.without_identifier() }} cascade{%- endcall -%}
{%- endmacro %}

{% macro spark__drop_relation(relation) -%}
  {%- call statement('drop_relation', auto_begin=false) -%}{{ get_drop_sql(relation) }}{%- endcall -%}
{%- endmacro %}

{% macro spark__get_drop_sql(relation) -%}drop {{ relation.type }} if exists {{ relation }}{%- endmacro %}
{% macro spark__drop_table(relation) -%}drop table if exists {{ relation }}{%- endmacro %}
{% macro spark__drop_view(relation) -%}drop view if exists {{ relation }}{%- endmacro %}

{% macro spark__rename_relation(from_relation, to_relation) -%}
  {%- if not from_relation.type -%}
    {%- do exceptions.raise_database_error('Cannot rename a relation with a blank type: ' ~ from_relation.identifier) -%}
  {%- elif from_relation.type not in ['table', 'view'] -%}
    {%- do exceptions.raise_database_error(
        "Unknown type '" ~ from_relation.type ~ "' for relation: " ~ from_relation.identifier) -%}
  {%- endif -%}
  {%- call statement('rename_relation') -%}
    alter {{ from_relation.type }} {{ from_relation }} rename to {{ to_relation }}
  {%- endcall -%}
{%- endmacro %}

{% macro spark__get_rename_table_sql(relation, new_name) -%}
  alter table {{ relation }} rename to {{ relation.incorporate(path={'identifier': new_name}) }}
{%- endmacro %}
{% macro spark__get_rename_view_sql(relation, new_name) -%}
  alter view {{ relation }} rename to {{ relation.incorporate(path={'identifier': new_name}) }}
{%- endmacro %}
