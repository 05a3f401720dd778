{{ config(file_format='text', partition_by='taken_on') }}

select concat_ws(' ', id, value) as line, taken_on from {{ ref('readings') }}
