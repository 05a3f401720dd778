select
  lines.order_id,
  lines.sku,
  products.kind,
  lines.quantity,
  {{ pounds('lines.quantity * products.price_pence') }} as amount,
  products.price_pence < {{ var('cheap_pence') }} as is_cheap
from {{ source('till', 'order_lines') }} as lines
join {{ ref('products') }} as products on products.sku = lines.sku
