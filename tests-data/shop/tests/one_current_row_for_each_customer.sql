select id from {{ ref('customers_history') }} where dbt_valid_to is null group by id having count(*) > 1
