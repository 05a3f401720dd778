{{ config(group='money') }}
select orders.order_id
from {{ ref('stg_orders') }} as orders
left join {{ ref('order_totals') }} as totals on totals.order_id = orders.order_id
where orders.is_paid and totals.amount is null
