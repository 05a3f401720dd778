select id as order_id, customer_id, status, status = 'paid' as is_paid, ordered_at, changed_at
from {{ ref('orders') }}
