{# Spark has no level above the schema. #}

{% macro spark__generate_database_name(custom_database_name=none, node=none) -%}
  {{ return(none) }}
{%- endmacro %}
