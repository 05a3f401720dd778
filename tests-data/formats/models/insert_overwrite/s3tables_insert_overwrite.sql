{{ config(file_format='s3tables') }}

{{ delivered() }}
