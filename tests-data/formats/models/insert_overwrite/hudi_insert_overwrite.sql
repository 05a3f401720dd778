{{ config(file_format='hudi', unique_key='id') }}

{{ delivered() }}
