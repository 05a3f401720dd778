{{ config(materialized='view') }}

select id
from {{ ref('first_model') }}
where id > 1
