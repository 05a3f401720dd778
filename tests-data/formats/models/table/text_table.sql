{{ config(file_format='text') }}

select concat_ws(' ', id, value) as line from {{ ref('hudi_table') }}
