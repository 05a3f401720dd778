{{ config(file_format='orc') }}

{{ delivered() }}
