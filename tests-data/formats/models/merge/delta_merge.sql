{{ config(file_format='delta') }}

{{ delivered() }}
