{% snapshot snap_block %}
{{ config(strategy='check', unique_key=['id','code'], check_cols=['a','b'], hard_deletes='new_record', target_schema='other') }}
select * from {{ ref('stg_orders') }}
{% endsnapshot %}
{% snapshot snap_two %}
{{ config(strategy='timestamp', unique_key='id', updated_at='ts', invalidate_hard_deletes=True) }}
select * from {{ ref('stg_eph') }}
{% endsnapshot %}
