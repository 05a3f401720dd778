{{ config(file_format='s3tables') }}

select id, value, station from {{ ref('iceberg_table') }}
