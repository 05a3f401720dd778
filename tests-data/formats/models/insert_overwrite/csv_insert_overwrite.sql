{{ config(file_format='csv') }}

{{ delivered() }}
