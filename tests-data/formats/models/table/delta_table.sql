{{ config(file_format='delta') }}

select id, value, station from {{ ref('s3tables_table') }}
