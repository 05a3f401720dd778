{{ config(file_format='hudi', partition_by='taken_on') }}

select id, value, taken_at, taken_on from {{ ref('readings') }}
