select id as customer_id, name, town, changed_at from {{ ref('customers') }}
