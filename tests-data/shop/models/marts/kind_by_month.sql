{{ config(
    materialized='incremental',
    incremental_strategy='insert_overwrite',
    partition_by='month'
) }}

select kind, sum(quantity) as quantity, date_format(ordered_at, 'yyyy-MM') as month
from {{ ref('stg_orders') }} as orders
join {{ ref('stg_order_lines') }} as lines on lines.order_id = orders.order_id
where is_paid
group by kind, date_format(ordered_at, 'yyyy-MM')
