{% macro shout(x) %}{{ return(adapter.dispatch('shout', 'pkg')(x)) }}{% endmacro %}
{% macro default__shout(x) %}{{ x | upper }}{% endmacro %}
{% macro spark__shout(x) %}{{ x }}!{% endmacro %}
{% test pkg_positive(model, column_name, min=0) %}select * from {{ model }} where {{ column_name }} < {{ min }}{% endtest %}
