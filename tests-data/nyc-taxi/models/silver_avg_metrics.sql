{{ config(materialized='table', file_format='parquet') }}

-- Amounts and distances have two decimals, so decimal sums are exact and do not depend on the order
-- in which rows are read.
with trips as (

    select
        year,
        month,
        type,
        cast(total_amount as decimal(10, 2)) as cost,
        cast(trip_distance as decimal(10, 2)) as distance,
        cast(passenger_count as decimal(10, 0)) as passengers,
        cast(unix_timestamp(dropoff_datetime) - unix_timestamp(pickup_datetime) as decimal(10, 0)) as seconds
    from {{ source('data_source', 'records') }}
    where year between {{ var('first_year') }} and {{ var('last_year') }}

)

select
    concat_ws('-', year, lpad(month, 2, '0'), type) as month_key,
    year,
    month,
    type,
    count(*) as trip_count,
    avg(cost) as avg_cost,
    avg(distance) as avg_distance,
    avg(passengers) as avg_passengers,
    -- avg() leaves out trips without a drop-off
    avg(seconds) as avg_seconds,
    count(case when distance = 0 then 1 end) as trips_without_distance,
    count(case when seconds is null then 1 end) as trips_without_dropoff
from trips
group by year, month, type
