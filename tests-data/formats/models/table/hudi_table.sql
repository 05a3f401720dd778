{{ config(file_format='hudi') }}

select id, value, station from {{ ref('delta_table') }}
