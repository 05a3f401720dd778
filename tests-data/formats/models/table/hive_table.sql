{{ config(file_format='hive', enabled=target.local_catalog == 'hive') }}

select id, value, station from {{ ref('readings') }}
