{{ config(file_format='iceberg') }}

{{ delivered() }}
