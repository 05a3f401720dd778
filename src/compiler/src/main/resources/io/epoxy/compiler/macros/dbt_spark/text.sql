{# Functions on text that Spark spells in its own way. #}

{% macro spark__concat(fields) -%}concat({{ fields | join(', ') }}){%- endmacro %}

{# The delimiter is text, so it is quoted for split(), which takes an expression. Counting from the end is a negative number. #}
{% macro spark__split_part(string_text, delimiter_text, part_number) -%}
  {%- set number = 1 if part_number == 0 else part_number -%}
  try_element_at(split({{ string_text }}, concat('\\Q', {{ delimiter_text }}, '\\E')), {{ number }})
{%- endmacro %}

{% macro spark__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- if order_by_clause -%}
    {%- do exceptions.warn('order_by_clause is not supported for listagg on Spark/Databricks') -%}
  {%- endif -%}
  {%- set all = 'collect_list(' ~ measure ~ ')' -%}
  array_join( {{ 'slice( ' ~ all ~ ' , 1, ' ~ limit_num ~ ')' if limit_num else all }} , {{ delimiter_text }})
{%- endmacro %}

{% macro spark__escape_single_quotes(expression) -%}{{ expression | replace("'", "\\'") }}{%- endmacro %}
