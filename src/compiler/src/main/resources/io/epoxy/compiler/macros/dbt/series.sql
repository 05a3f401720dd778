{# Rows made from nothing: numbers and calendars. #}

{% macro get_powers_of_two(upper_bound) %}
  {{ return(adapter.dispatch('get_powers_of_two', 'dbt')(upper_bound)) }}
{% endmacro %}

{# How many bits number the rows 1 to upper_bound; at least one. #}
{% macro default__get_powers_of_two(upper_bound) %}
  {% if upper_bound <= 0 %}{% do exceptions.raise_compiler_error('upper bound must be positive') %}{% endif %}
  {% set bits = namespace(count=1) %}
  {% for bit in range(1, 100) if 2 ** bit < upper_bound %}{% set bits.count = bit + 1 %}{% endfor %}
  {{ return(bits.count) }}
{% endmacro %}

{% macro generate_series(upper_bound) %}
  {{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}
{% endmacro %}

{# A cross join of bits: runs in any database, without a table to count rows of. #}
{% macro default__generate_series(upper_bound) %}
{%- set bits = range(dbt.get_powers_of_two(upper_bound)) -%}
with bit as (
  select 0 as value union all select 1
),
numbers as (
  select
    {% for n in bits %}bit_{{ n }}.value * {{ 2 ** n }} + {% endfor %}1 as generated_number
  from {% for n in bits %}bit as bit_{{ n }}{{ ' cross join ' if not loop.last }}{% endfor %}
)
select * from numbers
where generated_number <= {{ upper_bound }}
order by generated_number
{% endmacro %}

{% macro get_intervals_between(start_date, end_date, datepart) -%}
  {{ return(adapter.dispatch('get_intervals_between', 'dbt')(start_date, end_date, datepart)) }}
{%- endmacro %}

{% macro default__get_intervals_between(start_date, end_date, datepart) -%}
  {%- set answer = dbt.query_as('get_intervals_between', 'select ' ~ dbt.datediff(start_date, end_date, datepart)) -%}
  {{ return(answer['data'][0][0] if answer and answer['data'] else 1) }}
{%- endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}
  {{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}
{% endmacro %}

{% macro default__date_spine(datepart, start_date, end_date) %}
with steps as (
{{ dbt.generate_series(dbt.get_intervals_between(start_date, end_date, datepart)) }}
),
periods as (
  select ( {{ dbt.dateadd(datepart, '(row_number() over (order by 1) - 1)', start_date) }} ) as date_{{ datepart }}
  from steps
)
select *
from periods
where date_{{ datepart }} <= {{ end_date }}
{% endmacro %}
