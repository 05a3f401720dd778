{{ config(tags=['file', 'x'], meta={'a': 1, 'proj': 2}, alias='orders_alias') }}
-- a comment
select * from {{ source('raw', 'orders') }}
left join {{ ref('countries') }} using (code)
left join {{ source('raw', 'orders') }} o2 using (id)
