{{ config(file_format='csv') }}

select id, value, station from {{ ref('orc_table') }}
