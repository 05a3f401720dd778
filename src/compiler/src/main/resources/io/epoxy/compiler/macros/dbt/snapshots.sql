{# Snapshots: the first table, and the changes since the last one. #}

{% macro get_snapshot_table_column_names() %}
  {{ return({'dbt_valid_to': 'dbt_valid_to', 'dbt_valid_from': 'dbt_valid_from', 'dbt_scd_id': 'dbt_scd_id',
      'dbt_updated_at': 'dbt_updated_at', 'dbt_is_deleted': 'dbt_is_deleted'}) }}
{% endmacro %}

{% macro snapshot_columns() %}
  {{ return(config.get('snapshot_table_column_names') or get_snapshot_table_column_names()) }}
{% endmacro %}

{% macro post_snapshot(staging_relation) %}{{ adapter.dispatch('post_snapshot', 'dbt')(staging_relation) }}{% endmacro %}
{% macro default__post_snapshot(staging_relation) %}{% endmacro %}

{% macro get_true_sql() -%}{{ return(adapter.dispatch('get_true_sql', 'dbt')()) }}{%- endmacro %}
{% macro default__get_true_sql() -%}TRUE{%- endmacro %}

{% macro get_dbt_valid_to_current(strategy, columns) -%}
  coalesce(nullif({{ strategy.updated_at }}, {{ strategy.updated_at }}), {{ config.get('dbt_valid_to_current') or 'null' }}) as {{ columns.dbt_valid_to }}
{%- endmacro %}

{# Keys of one or several columns, under names that every step shares. #}
{% macro unique_key_fields(unique_key) -%}
  {%- if unique_key is string -%}
    {{ unique_key }} as dbt_unique_key
  {%- else -%}
    {%- for key in unique_key -%}{{ key }} as dbt_unique_key_{{ loop.index }}{{ ' , ' if not loop.last }}{%- endfor -%}
  {%- endif -%}
{%- endmacro %}

{% macro unique_key_join_on(unique_key, identifier, from_identifier) -%}
  {%- if unique_key is string -%}
    {{ identifier }}.dbt_unique_key = {{ from_identifier }}.dbt_unique_key
  {%- else -%}
    {%- for key in unique_key -%}
      {%- set name = '.dbt_unique_key_' ~ loop.index -%}
      {{ equals(identifier ~ name, from_identifier ~ name) }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
  {%- endif -%}
{%- endmacro %}

{% macro unique_key_is_null(unique_key, identifier) -%}
  {{ identifier }}.dbt_unique_key{{ '' if unique_key is string else '_1' }} is null
{%- endmacro %}
{% macro unique_key_is_not_null(unique_key, identifier) -%}
  {{ identifier }}.dbt_unique_key{{ '' if unique_key is string else '_1' }} is not null
{%- endmacro %}

{% macro build_snapshot_table(strategy, sql) -%}{{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}{%- endmacro %}
{% macro default__build_snapshot_table(strategy, sql) -%}
  {%- set columns = snapshot_columns() -%}
  select *,
    {{ strategy.scd_id }} as {{ columns.dbt_scd_id }},
    {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
    {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
    {{ get_dbt_valid_to_current(strategy, columns) }}
    {%- if strategy.hard_deletes == 'new_record' %},
    'False' as {{ columns.dbt_is_deleted }}
    {%- endif %}
  from (
    {{ sql }}
  ) sbq
{%- endmacro %}

{% macro build_snapshot_staging_table(strategy, sql, target_relation) %}
  {% set staging = make_temp_relation(target_relation) %}
  {% call statement('build_snapshot_staging_relation') %}
    {{ create_table_as(true, staging, snapshot_staging_table(strategy, sql, target_relation)) }}
  {% endcall %}
  {{ return(staging) }}
{% endmacro %}

{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{# Every change is a row with its kind in dbt_change_type: new versions, versions that end, rows that are gone. #}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = snapshot_columns() -%}
  {%- set key = strategy.unique_key -%}
  {%- set kept = strategy.hard_deletes == 'new_record' -%}
  {%- set deletes = strategy.hard_deletes in ['invalidate', 'new_record'] -%}
  {%- set was_deleted = 'snapshotted_data.' ~ columns.dbt_is_deleted ~ " = 'True'" -%}
  {%- set changed = '(' ~ strategy.row_changed ~ (' or ' ~ was_deleted if kept else '') ~ ')' -%}
with snapshot_query as (
  {{ source_sql }}
),
snapshotted_data as (
  select *, {{ unique_key_fields(key) }}
  from {{ target_relation }}
  where {{ snapshot_is_current(columns.dbt_valid_to) }}
),
source_rows as (
  select *, {{ unique_key_fields(key) }}
  from snapshot_query
),
insertions as (
  select
    'insert' as dbt_change_type,
    source_data.*
    {%- if kept %},
    'False' as {{ columns.dbt_is_deleted }}
    {%- endif %}
  from (
    select *,
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ get_dbt_valid_to_current(strategy, columns) }},
      {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
    from source_rows
  ) as source_data
  left outer join snapshotted_data
    on {{ unique_key_join_on(key, 'snapshotted_data', 'source_data') }}
  where {{ unique_key_is_null(key, 'snapshotted_data') }} or {{ changed }}
),
updates as (
  select
    'update' as dbt_change_type,
    source_data.*,
    snapshotted_data.{{ columns.dbt_scd_id }}
    {%- if kept %},
    snapshotted_data.{{ columns.dbt_is_deleted }}
    {%- endif %}
  from (
    select *,
      {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
      {{ strategy.updated_at }} as {{ columns.dbt_valid_to }}
    from source_rows
  ) as source_data
  join snapshotted_data
    on {{ unique_key_join_on(key, 'snapshotted_data', 'source_data') }}
  where {{ changed }}
)
{%- if deletes %},
deletes as (
  select
    'delete' as dbt_change_type,
    source_data.*,
    {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
    {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
    {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }},
    snapshotted_data.{{ columns.dbt_scd_id }}
    {%- if kept %},
    snapshotted_data.{{ columns.dbt_is_deleted }}
    {%- endif %}
  {{ snapshot_gone_rows(key, kept, was_deleted) }}
)
{%- endif %}
{%- if kept %},
deletion_records as (
  select
    'insert' as dbt_change_type,
    {{ snapshot_last_values(source_sql, target_relation, key) }},
    {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
    {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
    snapshotted_data.{{ columns.dbt_valid_to }} as {{ columns.dbt_valid_to }},
    {{ snapshot_hash_arguments([columns.dbt_scd_id, snapshot_get_time()]) }} as {{ columns.dbt_scd_id }},
    'True' as {{ columns.dbt_is_deleted }}
  {{ snapshot_gone_rows(key, kept, was_deleted) }}
)
{%- endif %}
select * from insertions
union all
select * from updates
{%- if deletes %}
union all
select * from deletes
{%- endif %}
{%- if kept %}
union all
select * from deletion_records
{%- endif %}
{%- endmacro %}

{% macro snapshot_is_current(column) -%}
  {%- set until = config.get('dbt_valid_to_current') -%}
  {{ '(' ~ equals(column, until | trim) ~ ' or ' ~ column ~ ' is null)' if until else column ~ ' is null' }}
{%- endmacro %}

{# Current versions whose key the source has no more; a version that says so already is left alone. #}
{% macro snapshot_gone_rows(key, kept, was_deleted) -%}
  from snapshotted_data
  left join source_rows as source_data
    on {{ unique_key_join_on(key, 'snapshotted_data', 'source_data') }}
  where {{ unique_key_is_null(key, 'source_data') }}
  {%- if kept %}
    and not ({{ was_deleted }})
  {%- endif %}
{%- endmacro %}

{# The columns of the source as the last version had them; one that is new has no value yet. #}
{% macro snapshot_last_values(source_sql, target_relation, key) -%}
  {%- set known = get_list_of_column_names(adapter.get_columns_in_relation(target_relation)) -%}
  {%- set values = [] -%}
  {%- for name in get_columns_in_query(source_sql) -%}
    {%- do values.append(('snapshotted_data.' if name in known else 'source_data.') ~ adapter.quote(name)) -%}
  {%- endfor -%}
  {%- if key is string -%}
    {%- do values.append('snapshotted_data.dbt_unique_key as dbt_unique_key') -%}
  {%- else -%}
    {%- for one in key -%}{%- do values.append('snapshotted_data.' ~ one ~ ' as dbt_unique_key_' ~ loop.index) -%}{%- endfor -%}
  {%- endif -%}
  {{ return(values | join(',\n    ')) }}
{%- endmacro %}

{% macro snapshot_merge_sql(target, source, insert_cols) -%}
  {{ adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) }}
{%- endmacro %}
{% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
  {%- set columns = insert_cols | join(', ') -%}
  {{ snapshot_merge_head(target, source) }}
    then insert ({{ columns }})
    values ({{ columns }})
{%- endmacro %}

{% macro snapshot_merge_head(target, source) -%}
  {%- set columns = snapshot_columns() -%}
  merge into {{ target.render() }} as DBT_INTERNAL_DEST
  using {{ source }} as DBT_INTERNAL_SOURCE
  on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}
  when matched
    and {{ snapshot_is_current('DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to) }}
    and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')
    then update set {{ columns.dbt_valid_to }} = DBT_INTERNAL_SOURCE.{{ columns.dbt_valid_to }}
  when not matched
    and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'
{%- endmacro %}

{% macro get_updated_at_column_data_type(snapshot_sql) %}
  {% for column in get_column_schema_from_query(snapshot_sql) if column.column | lower == 'dbt_updated_at' %}
    {{ return(column.dtype) }}
  {% endfor %}
  {{ return(none) }}
{% endmacro %}

{% macro check_time_data_types(sql) %}
  {% set updated_at = get_updated_at_column_data_type(sql) %}
  {% set snapshot_time = get_snapshot_get_time_data_type() %}
  {% if updated_at is not none and snapshot_time is not none and updated_at != snapshot_time %}
    {% do exceptions.warn_snapshot_timestamp_data_types(snapshot_time, updated_at) %}
  {% endif %}
{% endmacro %}
