{{ config(file_format='hive', partition_by='taken_on', enabled=target.local_catalog == 'hive') }}

select id, value, taken_at, taken_on from {{ ref('readings') }}
