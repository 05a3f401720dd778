{# Descriptions in Spark: the relation's own is part of its create statement. #}

{% macro spark__persist_docs(relation, model, for_relation, for_columns) -%}
  {%- if for_columns and config.persist_column_docs() and model.columns -%}
    {%- do alter_column_comment(relation, dbt.documented_columns(relation, model)) -%}
  {%- endif -%}
{%- endmacro %}

{% macro spark__alter_column_comment(relation, column_dict) -%}
  {%- set verb = 'alter' if relation.is_iceberg else 'change' -%}
  {%- for name, column in column_dict.items() if config.get('file_format') in ['delta', 'hudi', 'iceberg'] -%}
    {%- set shown = adapter.quote(name) if column['quote'] else name -%}
    {%- do run_query('alter table ' ~ relation ~ ' ' ~ verb ~ ' column ' ~ shown
        ~ " comment '" ~ escape_single_quotes(column['description']) ~ "'") -%}
  {%- endfor -%}
{%- endmacro %}

{% macro spark__alter_relation_comment(relation, relation_comment) -%}
  comment on {{ relation.type or 'table' }} {{ relation }} is '{{ escape_single_quotes(relation_comment) }}'
{%- endmacro %}
