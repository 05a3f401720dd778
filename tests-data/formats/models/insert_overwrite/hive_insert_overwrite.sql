{{ config(file_format='hive', enabled=target.local_catalog == 'hive') }}

{{ delivered() }}
