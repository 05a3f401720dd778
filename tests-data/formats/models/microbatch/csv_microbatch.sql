{{ config(file_format='csv', partition_by='taken_on') }}

select id, value, taken_at, taken_on from {{ ref('readings') }}
