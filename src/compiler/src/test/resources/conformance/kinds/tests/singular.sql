{{ config(severity='error', tags=['sing']) }}
select * from {{ ref('fct') }} where id < {{ var('num') }}
