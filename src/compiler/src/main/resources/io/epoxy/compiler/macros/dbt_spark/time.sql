{# Dates and times in Spark. A part may be written in any case; text and dates are read as timestamps. #}

{% macro spark__current_timestamp() -%}current_timestamp(){%- endmacro %}
{% macro spark__current_timestamp_backcompat() -%}current_timestamp(){%- endmacro %}

{% macro spark__date(year, month, day) -%}
  to_date('{{ modules.datetime.date(year, month, day).isoformat() }}', 'yyyy-MM-dd')
{%- endmacro %}

{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
  {%- set part = dbt.spark_date_part('dateadd', datepart) -%}
  timestampadd({{ part }}, cast({{ interval }} as int), cast({{ from_date_or_timestamp }} as timestamp))
{%- endmacro %}

{# The borders between the two are counted; weeks begin on Sunday. Hours and minutes count begun units, as dbt-spark's
   macro does. #}
{% macro spark__datediff(first_date, second_date, datepart) -%}
  {%- set part = dbt.spark_date_part('datediff', datepart) -%}
  {%- set first = 'cast(' ~ first_date ~ ' as date)' -%}
  {%- set second = 'cast(' ~ second_date ~ ' as date)' -%}
  {%- if part == 'day' -%}
    datediff({{ second }}, {{ first }})
  {%- elif part == 'week' -%}
    cast(floor(datediff({{ second }}, date'1970-01-04') / 7) - floor(datediff({{ first }}, date'1970-01-04') / 7) as int)
  {%- elif part == 'month' -%}
    ((year({{ second }}) - year({{ first }})) * 12 + month({{ second }}) - month({{ first }}))
  {%- elif part == 'quarter' -%}
    ((year({{ second }}) - year({{ first }})) * 4 + quarter({{ second }}) - quarter({{ first }}))
  {%- elif part == 'year' -%}
    (year({{ second }}) - year({{ first }}))
  {%- else -%}
    {%- set clock = {'millisecond': 'unix_millis', 'microsecond': 'unix_micros'}.get(part, 'unix_seconds') -%}
    {%- set between -%}
      ({{ clock }}(cast({{ second_date }} as timestamp)) - {{ clock }}(cast({{ first_date }} as timestamp)))
    {%- endset -%}
    {%- set unit = {'hour': 3600, 'minute': 60}.get(part) -%}
    {{ '(case when ' ~ between ~ ' > 0 then ceil(' ~ between ~ ' / ' ~ unit ~ ') else floor(' ~ between ~ ' / ' ~ unit ~ ') end)' if unit else between }}
  {%- endif -%}
{%- endmacro %}

{% macro spark_date_part(macro_name, datepart) -%}
  {%- set part = datepart | lower | trim -%}
  {%- if part not in ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond'] -%}
    {%- do exceptions.raise_compiler_error(
      'macro ' ~ macro_name ~ " not implemented for datepart ~ '" ~ datepart ~ "' ~ on Spark") -%}
  {%- endif -%}
  {{ return(part) }}
{%- endmacro %}

{# Kept for macros that call it. dbt-spark's expression gives null for null as well. #}
{% macro assert_not_null(function, arg) -%}
  {{ return(adapter.dispatch('assert_not_null', 'dbt')(function, arg)) }}
{%- endmacro %}
{% macro spark__assert_not_null(function, arg) -%}{{ function }}({{ arg }}){%- endmacro %}
