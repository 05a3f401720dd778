{#- The rows that an incremental model takes: all at first, later what the newest delivery brought. -#}
{% macro delivered() -%}
select id, value, station
from {{ ref('readings') }}
{%- if is_incremental() %}
where id >= 3
{%- endif %}
{%- endmacro %}
