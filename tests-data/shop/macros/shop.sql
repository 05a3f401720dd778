{% macro pounds(pence) -%}
  cast(({{ pence }}) / 100.0 as decimal(10, 2))
{%- endmacro %}

{% test not_negative(model, column_name) %}
  select {{ column_name }} from {{ model }} where {{ column_name }} < 0
{% endtest %}

{#- One row for each run: what was built, and what went wrong. -#}
{% macro note_the_run(results) %}
  {%- if execute and flags.WHICH == 'build' -%}
    {%- do run_query('create table if not exists ' ~ target.schema ~ '.runs (nodes int, failed int) using parquet') -%}
    insert into {{ target.schema }}.runs values
      ({{ results | length }}, {{ results | selectattr('status', 'in', ['error', 'fail']) | list | length }})
  {%- endif -%}
{% endmacro %}
