{{
    config(
        materialized='incremental',
        incremental_strategy='merge',
        unique_key=['year', 'month', 'type'],
        file_format='iceberg',
        iceberg_expire_snapshots='False',
        table_properties={'format-version': '2'}
    )
}}

select
    month_key,
    year,
    month,
    type,
    trip_count,
    avg_cost,
    cast(avg_cost / nullif(avg_distance, 0) as decimal(14, 4)) as cost_per_mile,
    cast(avg_cost * 60 / nullif(avg_seconds, 0) as decimal(14, 4)) as cost_per_minute
from {{ ref('silver_avg_metrics') }}
{% if is_incremental() %}
-- late trips change the last year that is there; earlier years are closed
where year >= (select max(year) from {{ this }})
{% endif %}
