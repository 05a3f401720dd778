{#- All that has been read so far, after a delivery. -#}
{{ config(materialized='view', event_time='taken_at') }}

select id, value, station, taken_at, cast(taken_at as date) as taken_on
from values
    (1, 10, 'north', timestamp '2026-01-01 06:00:00Z'),
    (2, 20, 'north', timestamp '2026-01-01 18:00:00Z'),
{%- if var('delivery') == 1 %}
    (3, 30, 'south', timestamp '2026-01-02 06:00:00Z')
{%- else %}
    (3, 31, 'south', timestamp '2026-01-02 06:00:00Z'),
    (4, 40, 'west', timestamp '2026-01-03 06:00:00Z')
{%- endif %}
    as reading (id, value, station, taken_at)
