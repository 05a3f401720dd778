{{ config(file_format='parquet') }}

select id, value, station from {{ ref('readings') }}
