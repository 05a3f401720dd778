{# Relations and schemas, by way of the adapter. #}

{% macro load_cached_relation(relation) %}
  {{ return(adapter.get_relation(
      database=relation.database, schema=relation.schema, identifier=relation.identifier)) }}
{% endmacro %}

{% macro load_relation(relation) %}
  {{ return(load_cached_relation(relation)) }}
{% endmacro %}

{% macro get_columns_in_relation(relation) -%}
  {{ return(adapter.get_columns_in_relation(relation)) }}
{%- endmacro %}

{% macro drop_relation_if_exists(relation) %}
  {% if relation is not none %}
    {{ adapter.drop_relation(relation) }}
  {% endif %}
{% endmacro %}

{% macro create_schema(relation) -%}
  {{ adapter.create_schema(relation) }}
{%- endmacro %}

{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
  {{ return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{% macro default__make_temp_relation(base_relation, suffix) %}
  {% set name = base_relation.identifier ~ suffix %}
  {{ return(base_relation.incorporate(path={'identifier': name})) }}
{% endmacro %}

{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
  {{ return(make_temp_relation(base_relation, suffix)) }}
{% endmacro %}

{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
  {% set name = base_relation.identifier ~ suffix %}
  {{ return(base_relation.incorporate(path={'identifier': name}, type=backup_relation_type)) }}
{% endmacro %}

{% macro get_quoted_csv(column_names) %}
  {% set quoted = [] %}
  {% for name in column_names %}
    {% do quoted.append(adapter.quote(name)) %}
  {% endfor %}
  {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro get_where_subquery(relation) -%}
  {% do return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) %}
{%- endmacro %}

{% macro default__get_where_subquery(relation) -%}
  {% set condition = config.get('where', '') %}
  {% if condition %}
    {% do return('(select * from ' ~ relation ~ ' where ' ~ condition ~ ') dbt_subquery') %}
  {% else %}
    {% do return(relation) %}
  {% endif %}
{%- endmacro %}
