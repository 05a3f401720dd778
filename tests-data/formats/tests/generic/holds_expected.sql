{#- Rows that the model misses, and rows that it should not have: by kind of strategy, and by which run of the project this is. -#}
{% test holds_expected(model, strategy, columns='id, value') %}
{%- set run = 'first' if var('delivery') == 1 else 'rebuilt' if flags.FULL_REFRESH else 'second' %}
with read as (select {{ columns }} from {{ model }}),
held as (select cast(id as int) as id, cast(value as int) as value from read),
expected as (
    select cast(id as int) as id, cast(value as int) as value
    from {{ ref('expected') }}
    where run = '{{ run }}' and strategy = '{{ strategy }}'
)
(select 'missing' as what, * from expected except all select 'missing', * from held)
union all
(select 'unexpected' as what, * from held except all select 'unexpected', * from expected)
{% endtest %}
