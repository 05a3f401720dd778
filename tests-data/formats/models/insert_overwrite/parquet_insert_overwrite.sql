{{ config(file_format='parquet') }}

{{ delivered() }}
