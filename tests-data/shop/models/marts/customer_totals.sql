select
  customers.customer_id,
  customers.name,
  count(totals.order_id) as orders,
  coalesce(sum(totals.amount), 0.00) as amount
from {{ ref('stg_customers') }} as customers
left join {{ ref('order_totals') }} as totals
  on totals.customer_id = customers.customer_id and totals.is_paid
group by customers.customer_id, customers.name
