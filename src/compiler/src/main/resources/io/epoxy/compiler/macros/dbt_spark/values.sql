{# Casts, aggregates and arrays that Spark spells in its own way. #}

{# A text literal cannot be cast to a nested type; without its quotes it is an expression that can. #}
{% macro spark__safe_cast(field, type) -%}
  {%- set bare = field.strip('"').strip("'") if field is string and cast_from_string_unsupported_for(type) else field -%}
  {{ 'try_cast' if dbt.casts_may_fail() else 'cast' }}({{ bare }} as {{ type }})
{%- endmacro %}

{# Whether Spark refuses a value that does not fit its new type: as its configuration says, else since Spark 4 (Glue 6). #}
{% macro casts_may_fail() -%}
  {%- set written = modules.re.findall('spark\\.sql\\.ansi\\.enabled\\W{1,5}(true|false)', (target.get('conf') or '') | string | lower) -%}
  {{ return(written[-1] == 'true' if written else (target.get('glue_version') or '5.1') | float >= 6) }}
{%- endmacro %}

{% macro cast_from_string_unsupported_for(type) -%}
  {%- set name = type | lower -%}
  {{ return(name.startswith('struct') or name.startswith('array') or name.startswith('map')) }}
{%- endmacro %}

{% macro spark__any_value(expression) -%}first({{ expression }}){%- endmacro %}
{% macro spark__bool_or(expression) -%}max({{ expression }}){%- endmacro %}

{% macro spark__array_construct(inputs, data_type) -%}array( {{ inputs | join(' , ') }} ){%- endmacro %}
{% macro spark__array_append(array, new_element) -%}
  {{ array_concat(array, array_construct([new_element])) }}
{%- endmacro %}
{% macro spark__array_concat(array_1, array_2) -%}concat({{ array_1 }}, {{ array_2 }}){%- endmacro %}
