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

{# The key under names that do not depend on it: dbt_unique_key, or one numbered name for each column of a list. #}
{% macro unique_key_names(unique_key) -%}
  {%- set names = [] -%}
  {%- for column in ([] if unique_key is string else unique_key) -%}{%- do names.append('dbt_unique_key_' ~ loop.index) -%}{%- endfor -%}
  {{ return(names or ['dbt_unique_key']) }}
{%- endmacro %}

{% macro unique_key_fields(unique_key) -%}
  {%- set columns = [unique_key] if unique_key is string else unique_key -%}
  {%- set fields = [] -%}
  {%- for column, name in zip(columns, dbt.unique_key_names(unique_key)) -%}{%- do fields.append(column ~ ' as ' ~ name) -%}{%- endfor -%}
  {{ fields | join(' , ') }}
{%- endmacro %}

{# Only the columns of a list are compared by equals(), which may count two nulls as equal. #}
{% macro unique_key_join_on(unique_key, identifier, from_identifier) -%}
  {%- set comparisons = [] -%}
  {%- for name in dbt.unique_key_names(unique_key) -%}
    {%- set left, right = identifier ~ '.' ~ name, from_identifier ~ '.' ~ name -%}
    {%- do comparisons.append(left ~ ' = ' ~ right if unique_key is string else equals(left, right)) -%}
  {%- endfor -%}
  {{ comparisons | join(' and ') }}
{%- endmacro %}

{% macro unique_key_is_null(unique_key, identifier) -%}
  {{ identifier ~ '.' ~ dbt.unique_key_names(unique_key)[0] }} is null
{%- endmacro %}
{% macro unique_key_is_not_null(unique_key, identifier) -%}
  {{ identifier ~ '.' ~ dbt.unique_key_names(unique_key)[0] }} is not null
{%- endmacro %}

{% macro build_snapshot_table(strategy, sql) -%}{{ adapter.dispatch('build_snapshot_table', 'dbt')(strategy, sql) }}{%- endmacro %}
{% macro default__build_snapshot_table(strategy, sql) -%}
  {%- set columns = dbt.snapshot_columns() -%}
  {%- set fields = [strategy.scd_id ~ ' as ' ~ columns.dbt_scd_id] -%}
  {%- for name in [columns.dbt_updated_at, columns.dbt_valid_from] -%}{%- do fields.append(strategy.updated_at ~ ' as ' ~ name) -%}{%- endfor -%}
  {%- do fields.append(get_dbt_valid_to_current(strategy, columns)) -%}
  {%- if strategy.hard_deletes == 'new_record' -%}{%- do fields.append("'False' as " ~ columns.dbt_is_deleted) -%}{%- endif -%}
  select *, {{ fields | join(', ') }}
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

{# One join tells what became of each key, and each difference becomes the rows that dbt_change_type names: a new key is an
   insert, a changed one an insert and an update, one that is gone a delete. Strategies speak of snapshotted_data and source_data. #}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = dbt.snapshot_columns() -%}
  {%- set key = strategy.unique_key -%}
  {%- set records = strategy.hard_deletes == 'new_record' -%}
  {%- set deletes = records or strategy.hard_deletes == 'invalidate' -%}
  {%- set changes = {'new': ['insert'], 'changed': ['insert', 'update']} -%}
  {%- if deletes -%}{%- do changes.update({'gone': ['delete']}) -%}{%- endif -%}
  {%- set is_deleted = "coalesce(snapshotted_data." ~ columns.dbt_is_deleted ~ ", 'False') = 'True'" -%}
with source_rows as (
  select *,
    struct(*) as dbt_source_row,
    {{ strategy.updated_at }} as dbt_changed_at,
    {{ strategy.scd_id }} as dbt_next_scd_id,
    {{ unique_key_fields(key) }}
  from (
    {{ source_sql }}
  ) as dbt_source
),
open_versions as (
  select *,
    true as dbt_is_open,
    {{ unique_key_fields(key) }}
  from {{ target_relation }}
  where {{ dbt.snapshot_is_current(columns.dbt_valid_to) }}
),
differences as (
  select
    case
      when snapshotted_data.dbt_is_open is null then 'new'
      {% if deletes -%}
      when source_data.dbt_source_row is null then {{ 'case when not (' ~ is_deleted ~ ") then 'gone' end" if records else "'gone'" }}
      {% endif -%}
      when {{ strategy.row_changed }}{{ ' or ' ~ is_deleted if records }} then 'changed'
    end as dbt_difference,
    source_data.dbt_source_row,
    source_data.dbt_changed_at,
    source_data.dbt_next_scd_id,
    snapshotted_data.{{ columns.dbt_scd_id }} as dbt_open_scd_id,
    {% if records -%}
    snapshotted_data.{{ columns.dbt_is_deleted }} as dbt_open_is_deleted,
    {% endif -%}
    source_data.{{ dbt.unique_key_names(key) | join(', source_data.') }}
  from source_rows as source_data
  {{ 'full' if deletes else 'left' }} join open_versions as snapshotted_data
    on {{ unique_key_join_on(key, 'snapshotted_data', 'source_data') }}
)
select
  dbt_change.dbt_change_type,
  dbt_source_row.*,
  {{ dbt.unique_key_names(key) | join(', ') }},
  {{ dbt.snapshot_change_columns(columns, records) | join(', ') }}
from differences
lateral view inline(
  case dbt_difference
  {%- for difference, kinds in changes.items() %}
    when '{{ difference }}' then array(
    {%- for change in kinds %}{{ dbt.snapshot_change(change, strategy, columns) }}{{ ', ' if not loop.last }}{% endfor %})
  {%- endfor %}
  end
) dbt_change as dbt_change_type, {{ dbt.snapshot_change_columns(columns, records) | join(', ') }}
{%- if records %}
union all
{{ dbt.snapshot_deletion_records(strategy, source_sql, target_relation, columns, is_deleted) }}
{%- endif %}
{%- endmacro %}

{% macro snapshot_change_columns(columns, records) -%}
  {%- set names = [columns.dbt_updated_at, columns.dbt_valid_from, columns.dbt_valid_to, columns.dbt_scd_id] -%}
  {{ return(names + [columns.dbt_is_deleted] if records else names) }}
{%- endmacro %}

{# One row of the staging query, without the columns of the source. #}
{% macro snapshot_change(change_type, strategy, columns) -%}
  {%- set at = snapshot_get_time() if change_type == 'delete' else 'dbt_changed_at' -%}
  {%- set inserts = change_type == 'insert' -%}
  {%- set fields = ["'" ~ change_type ~ "' as dbt_change_type", at ~ ' as ' ~ columns.dbt_updated_at, at ~ ' as ' ~ columns.dbt_valid_from] -%}
  {%- do fields.append(get_dbt_valid_to_current(dict(strategy, updated_at=at), columns) if inserts else at ~ ' as ' ~ columns.dbt_valid_to) -%}
  {%- do fields.append(('dbt_next_scd_id' if inserts else 'dbt_open_scd_id') ~ ' as ' ~ columns.dbt_scd_id) -%}
  {%- if strategy.hard_deletes == 'new_record' -%}
    {%- do fields.append(("'False'" if inserts else 'dbt_open_is_deleted') ~ ' as ' ~ columns.dbt_is_deleted) -%}
  {%- endif -%}
  struct({{ fields | join(', ') }})
{%- endmacro %}

{% macro snapshot_is_current(column) -%}
  {%- set until = config.get('dbt_valid_to_current') -%}
  {{ '(' ~ equals(column, until | trim) ~ ' or ' ~ column ~ ' is null)' if until else column ~ ' is null' }}
{%- endmacro %}

{# A version that says that its key is gone: the last values under which it was known; a column that is new has none. #}
{% macro snapshot_deletion_records(strategy, source_sql, target_relation, columns, is_deleted) -%}
  {%- set key = strategy.unique_key -%}
  {%- set known = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | list -%}
  {%- set values = ["'insert' as dbt_change_type"] -%}
  {%- for name in get_columns_in_query(source_sql) -%}
    {%- do values.append(('snapshotted_data.' ~ adapter.quote(name) if name in known else 'null') ~ ' as ' ~ adapter.quote(name)) -%}
  {%- endfor -%}
  {%- for name in dbt.unique_key_names(key) -%}{%- do values.append('snapshotted_data.' ~ name) -%}{%- endfor -%}
  {%- set now = snapshot_get_time() -%}
  select
    {{ values | join(', ') }},
    {{ now }} as {{ columns.dbt_updated_at }}, {{ now }} as {{ columns.dbt_valid_from }},
    snapshotted_data.{{ columns.dbt_valid_to }},
    {{ snapshot_hash_arguments(['snapshotted_data.' ~ columns.dbt_scd_id, now]) }} as {{ columns.dbt_scd_id }},
    'True' as {{ columns.dbt_is_deleted }}
  from open_versions as snapshotted_data
  left anti join source_rows as source_data
    on {{ unique_key_join_on(key, 'snapshotted_data', 'source_data') }}
  where not ({{ is_deleted }})
{%- endmacro %}

{% macro snapshot_merge_sql(target, source, insert_cols) -%}
  {{ adapter.dispatch('snapshot_merge_sql', 'dbt')(target, source, insert_cols) }}
{%- endmacro %}
{% macro default__snapshot_merge_sql(target, source, insert_cols) -%}
  {%- set columns = insert_cols | join(', ') -%}
  {{ dbt.snapshot_merge_head(target, source) }}
    then insert ({{ columns }})
    values ({{ columns }})
{%- endmacro %}

{% macro snapshot_merge_head(target, source) -%}
  {%- set columns = dbt.snapshot_columns() -%}
  merge into {{ target.render() }} as DBT_INTERNAL_DEST
  using {{ source }} as DBT_INTERNAL_SOURCE
  on DBT_INTERNAL_SOURCE.{{ columns.dbt_scd_id }} = DBT_INTERNAL_DEST.{{ columns.dbt_scd_id }}
  when matched
    and {{ dbt.snapshot_is_current('DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to) }}
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

{# What Epoxy's own materialization asks for: the rows of a new table, or the changes since the last time. #}
{% macro snapshot_rows(target_exists) %}
  {% set strategy = strategy_dispatch(config.get('strategy'))(
      model, 'snapshotted_data', 'source_data', model['config'], target_exists) %}
  {% set columns = dbt.snapshot_columns() %}
  {% set key = strategy.unique_key %}
  {% if target_exists %}
    {% do adapter.assert_valid_snapshot_target_given_strategy(this, columns, strategy) %}
  {% endif %}
  {{ return({
      'query': snapshot_staging_table(strategy, sql, this) if target_exists else build_snapshot_table(strategy, sql),
      'key': dbt.unique_key_names(key) if target_exists else ([key] if key is string else key),
      'scd_id': columns.dbt_scd_id,
      'valid_to': columns.dbt_valid_to,
      'is_current': dbt.snapshot_is_current('DBT_INTERNAL_DEST.' ~ columns.dbt_valid_to)}) }}
{% endmacro %}
