{{ config(file_format='orc') }}

select id, value, station from {{ ref('parquet_table') }}
