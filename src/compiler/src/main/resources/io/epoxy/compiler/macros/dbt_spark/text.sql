{# Functions on text that Spark spells in its own way. #}

{% macro spark__concat(fields) -%}concat({{ fields | join(', ') }}){%- endmacro %}

{# The delimiter is text, so it is quoted for split(), which takes an expression. Counting from the end is a negative number. #}
{% macro spark__split_part(string_text, delimiter_text, part_number) -%}
  {%- set number = 1 if part_number == 0 else part_number -%}
  try_element_at(split({{ string_text }}, concat('\\Q', {{ delimiter_text }}, '\\E')), {{ number }})
{%- endmacro %}

{% macro spark__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- set all = dbt.spark_ordered_list(measure, order_by_clause) if order_by_clause else 'collect_list(' ~ measure ~ ')' -%}
  array_join( {{ 'slice( ' ~ all ~ ' , 1, ' ~ limit_num ~ ')' if limit_num else all }} , {{ delimiter_text }})
{%- endmacro %}

{# Spark 3.5 collects in no order, so each value is collected beside what it is ordered by, and the list is sorted. #}
{% macro spark_ordered_list(measure, order_by_clause) -%}
  {%- set distinct = measure.strip().lower().startswith('distinct ') -%}
  {%- set value = measure.strip()[9:] if distinct else measure -%}
  {%- set fields = ["'value', " ~ value] -%}
  {%- set steps = [] -%}
  {%- for key in dbt.spark_sort_keys(order_by_clause) -%}
    {%- do fields.append("'k" ~ loop.index ~ "', " ~ key.expression) -%}
    {%- set left, right = 'a.k' ~ loop.index, 'b.k' ~ loop.index -%}
    {%- do steps.append('when ' ~ left ~ ' is null and ' ~ right ~ ' is not null then ' ~ (-1 if key.nulls_first else 1)) -%}
    {%- do steps.append('when ' ~ left ~ ' is not null and ' ~ right ~ ' is null then ' ~ (1 if key.nulls_first else -1)) -%}
    {%- do steps.append('when ' ~ left ~ ' < ' ~ right ~ ' then ' ~ (1 if key.descending else -1)) -%}
    {%- do steps.append('when ' ~ left ~ ' > ' ~ right ~ ' then ' ~ (-1 if key.descending else 1)) -%}
  {%- endfor -%}
  {%- set row = 'case when ' ~ value ~ ' is not null then named_struct(' ~ fields | join(', ') ~ ') end' -%}
  transform(array_sort(collect_list({{ 'distinct ' if distinct }}{{ row }}), (a, b) -> case {{ steps | join(' ') }} else 0 end), a -> a.value)
{%- endmacro %}

{# The parts of an ORDER BY clause; commas within brackets or quotes belong to an expression. Nulls lie where Spark puts them. #}
{% macro spark_sort_keys(order_by_clause) -%}
  {%- set keys = [] -%}
  {%- set open = namespace(text='') -%}
  {%- for piece in modules.re.sub('(?i)^\\s*order\\s+by\\s+', '', order_by_clause).split(',') -%}
    {%- set open.text = open.text ~ ',' ~ piece if open.text else piece -%}
    {%- if open.text.count('(') == open.text.count(')') and open.text.count("'") is even -%}
      {%- set found = modules.re.match('(?is)^\\s*(.*?)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?\\s*$', open.text) -%}
      {%- set descending = (found.group(2) or 'asc') | lower == 'desc' -%}
      {%- set nulls = (found.group(3) or ('last' if descending else 'first')) | lower -%}
      {%- do keys.append({'expression': found.group(1), 'descending': descending, 'nulls_first': nulls == 'first'}) -%}
      {%- set open.text = '' -%}
    {%- endif -%}
  {%- endfor -%}
  {%- if open.text -%}
    {%- do exceptions.raise_compiler_error('listagg cannot read its order_by_clause, whose brackets or quotes do not close: ' ~ order_by_clause) -%}
  {%- endif -%}
  {{ return(keys) }}
{%- endmacro %}

{% macro spark__escape_single_quotes(expression) -%}{{ expression | replace("'", "\\'") }}{%- endmacro %}
