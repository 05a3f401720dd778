-- A merge that does not find its rows inserts them again.
select 'cost' as metrics, year, month, type, count(*) as copies
from {{ ref('gold_cost_metrics') }}
group by year, month, type
having count(*) > 1

union all

select 'passengers' as metrics, year, month, type, count(*) as copies
from {{ ref('gold_passengers_metrics') }}
group by year, month, type
having count(*) > 1
