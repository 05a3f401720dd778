{{ config(file_format='iceberg') }}

select id, value, station from {{ ref('json_table') }}
