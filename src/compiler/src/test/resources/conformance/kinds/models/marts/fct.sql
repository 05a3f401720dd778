{{ config(materialized='incremental', unique_key='id', incremental_strategy='merge', pre_hook="delete from {{ this }} where id in (select id from {{ ref('hooked') }})", post_hook=["select 1", {"sql": "select 2", "transaction": false}], on_schema_change='fail') }}
select id, amount, {{ pkg.shout('day') }} as d from {{ ref('stg_eph') }} join {{ ref('pkg', 'upper') }} using (id)
{% if is_incremental() %} where x > (select max(x) from {{ this }}) {% endif %}
