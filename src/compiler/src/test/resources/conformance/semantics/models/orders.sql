select 1 as id, cast('2024-01-01' as date) as ds, 2 as amount, {{ function('add_tax') }}(1) as t
