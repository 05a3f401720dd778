{{ config(file_format='json') }}

select id, value, station from {{ ref('csv_table') }}
