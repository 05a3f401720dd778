{{ config(file_format='hudi') }}

{{ delivered() }}
