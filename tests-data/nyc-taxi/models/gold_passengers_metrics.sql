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
    avg_passengers,
    cast(avg_cost / nullif(avg_passengers, 0) as decimal(14, 4)) as cost_per_passenger,
    cast(avg_distance / nullif(avg_passengers, 0) as decimal(14, 4)) as miles_per_passenger
from {{ ref('silver_avg_metrics') }}
{% if is_incremental() %}
where year >= (select max(year) from {{ this }})
{% endif %}
