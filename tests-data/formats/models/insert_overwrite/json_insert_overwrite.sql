{{ config(file_format='json') }}

{{ delivered() }}
