{{ config(
    materialized='incremental',
    file_format='iceberg',
    incremental_strategy='merge',
    unique_key='order_id',
    iceberg_expire_snapshots=false
) }}

select
  orders.order_id,
  orders.customer_id,
  orders.is_paid,
  count(*) as line_count,
  sum(amount) as amount,
  orders.changed_at
from {{ ref('stg_orders') }} as orders
join {{ ref('stg_order_lines') }} as lines on lines.order_id = orders.order_id
{% if is_incremental() %}
where orders.changed_at > (select max(changed_at) from {{ this }})
{% endif %}
group by orders.order_id, orders.customer_id, orders.is_paid, orders.changed_at
