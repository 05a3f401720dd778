{# Snapshot strategies: snapshot_NAME_strategy answers how a row is recognised and when it has changed. #}

{% macro strategy_dispatch(name) -%}
  {%- set parts = name.split('.', 1) -%}
  {%- set package = parts[0] if parts | length == 2 else none -%}
  {%- if package is not none and package not in context -%}
    {%- do exceptions.raise_compiler_error("Could not find package '" ~ package ~ "', called with '" ~ name ~ "'") -%}
  {%- endif -%}
  {%- set place = context if package is none else context[package] -%}
  {%- set macro_name = 'snapshot_' ~ (parts | last) ~ '_strategy' -%}
  {%- if macro_name not in place -%}
    {%- do exceptions.raise_compiler_error(
        "The specified strategy macro '" ~ (parts | last) ~ "' was not found in package '" ~ package ~ "'") -%}
  {%- endif -%}
  {{ return(place[macro_name]) }}
{%- endmacro %}

{% macro snapshot_hash_arguments(args) -%}{{ adapter.dispatch('snapshot_hash_arguments', 'dbt')(args) }}{%- endmacro %}
{% macro default__snapshot_hash_arguments(args) -%}{{ dbt.hashed_arguments(args, 'varchar') }}{%- endmacro %}
{% macro hashed_arguments(args, type) -%}
  md5({% for one in args %}coalesce(cast({{ one }} as {{ type }} ), ''){{ " || '|' || " if not loop.last else ' ' }}{% endfor %})
{%- endmacro %}

{% macro snapshot_string_as_time(timestamp) -%}
  {{ adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) }}
{%- endmacro %}
{% macro default__snapshot_string_as_time(timestamp) -%}
  {%- do exceptions.raise_not_implemented('snapshot_string_as_time macro not implemented for adapter ' ~ adapter.type()) -%}
{%- endmacro %}

{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {% set updated_at = config.get('updated_at') %}
  {% set since = snapshotted_rel ~ '.' ~ dbt.snapshot_columns().dbt_valid_from %}
  {{ return(dbt.described_strategy(updated_at, '(' ~ since ~ ' < ' ~ current_rel ~ '.' ~ updated_at ~ ')')) }}
{% endmacro %}

{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {% set added, compared = snapshot_check_all_get_existing_columns(node, target_exists, config.get('check_cols')) %}
  {% set differences = [] %}
  {% for name in compared or [] %}
    {% set was = snapshotted_rel ~ '.' ~ name %}
    {% set now = current_rel ~ '.' ~ name %}
    {% do differences.append(was ~ ' != ' ~ now ~ ' or (' ~ was ~ ' is null) != (' ~ now ~ ' is null)') %}
  {% endfor %}
  {% set changed = get_true_sql() if added else differences | join(' or ') %}
  {{ return(dbt.described_strategy(config.get('updated_at') or snapshot_get_time(), '(' ~ changed ~ ')')) }}
{% endmacro %}

{% macro described_strategy(updated_at, row_changed) %}
  {% set unique_key = config.get('unique_key') %}
  {% set hard_deletes = adapter.get_hard_deletes_behavior(config) %}
  {{ return({
      'unique_key': unique_key,
      'updated_at': updated_at,
      'row_changed': row_changed,
      'scd_id': snapshot_hash_arguments(api.Relation.scd_args(unique_key, updated_at)),
      'invalidate_hard_deletes': hard_deletes == 'invalidate',
      'hard_deletes': hard_deletes}) }}
{% endmacro %}

{# Whether a column was added since, and the columns that both sides have, quoted. #}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
  {%- if not target_exists -%}{{ return((false, [])) }}{%- endif -%}
  {%- if check_cols_config == 'all' -%}
    {%- set query = node['compiled_code'] -%}
  {%- elif check_cols_config is iterable and check_cols_config -%}
    {%- set query = 'select ' ~ check_cols_config | join(', ') ~ ' from (\n' ~ node['compiled_code'] ~ '\n) subq' -%}
  {%- else -%}
    {%- do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) -%}
  {%- endif -%}
  {%- set wanted = get_columns_in_query(query) -%}
  {%- set target = adapter.get_relation(database=node.database, schema=node.schema, identifier=node.alias) -%}
  {%- set existing = adapter.get_columns_in_relation(target) | map(attribute='name') | list -%}
  {%- set both = [] -%}
  {%- for name in wanted if name in existing -%}{%- do both.append(adapter.quote(name)) -%}{%- endfor -%}
  {{ return((both | length < wanted | length, both)) }}
{%- endmacro %}
