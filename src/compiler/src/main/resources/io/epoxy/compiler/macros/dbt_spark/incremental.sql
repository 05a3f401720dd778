{# Incremental strategies in Spark. Sources are staging views or tables; columns are matched by name. #}

{% macro spark_insert_into(source_relation, target_relation) -%}
  {%- set columns = adapter.get_columns_in_relation(target_relation) | map(attribute='quoted') | join(', ') -%}
  insert into table {{ target_relation }}
  select {{ columns }} from {{ source_relation }}
{%- endmacro %}

{% macro get_insert_overwrite_sql(source_relation, target_relation, existing_relation=none) -%}
  {%- set columns = adapter.get_columns_in_relation(target_relation) | map(attribute='quoted') | join(', ') -%}
  {%- if (existing_relation or target_relation).is_iceberg -%}
    insert overwrite {{ target_relation }}
  {%- else -%}
    insert overwrite table {{ target_relation }} {{ partition_cols(label='partition') }}
  {%- endif %}
  select {{ columns }} from {{ source_relation }}
{%- endmacro %}

{% macro spark__get_incremental_append_sql(arg_dict) %}
  {{ return(dbt.spark_insert_into(arg_dict['temp_relation'], arg_dict['target_relation'])) }}
{% endmacro %}

{% macro spark__get_incremental_insert_overwrite_sql(arg_dict) %}
  {{ return(get_insert_overwrite_sql(arg_dict['temp_relation'], arg_dict['target_relation'])) }}
{% endmacro %}

{% macro spark__get_incremental_microbatch_sql(arg_dict) %}
  {% if not config.get('partition_by') %}
    {% do exceptions.raise_compiler_error("dbt-spark 'microbatch' incremental strategy requires a `partition_by` config.\nEnsure you are using a `partition_by` column that is of grain " ~ config.get('batch_size') ~ '.') %}
  {% endif %}
  {{ return(get_incremental_insert_overwrite_sql(arg_dict)) }}
{% endmacro %}

{% macro spark__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) -%}
  {%- set columns = dest_columns or adapter.get_columns_in_relation(target) -%}
  {%- set updated = get_merge_update_columns(
      config.get('merge_update_columns'), config.get('merge_exclude_columns'), columns) -%}
  {%- set conditions = [] + (incremental_predicates or []) -%}
  {%- set keys = [unique_key] if unique_key is string else unique_key or [] -%}
  {%- for key in keys -%}
    {%- do conditions.append('DBT_INTERNAL_SOURCE.' ~ key ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
  {%- endfor -%}
  merge into {{ target }} as DBT_INTERNAL_DEST
  using {{ source }} as DBT_INTERNAL_SOURCE
  on {{ (conditions if keys else conditions + ['FALSE']) | join(' and ') }}
  when matched then update set
    {% for name in updated or [] %}{{ name }} = DBT_INTERNAL_SOURCE.{{ name }}{{ ', ' if not loop.last }}{% else %}*{% endfor %}
  when not matched then insert *
{%- endmacro %}

{% macro spark__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
  {{ return(dbt.chosen_merge_columns(merge_update_columns, merge_exclude_columns, dest_columns)) }}
{%- endmacro %}

{% macro dbt_spark_get_incremental_sql(strategy, source, target, existing, unique_key, incremental_predicates) -%}
  {{ dbt.spark_incremental_sql(strategy, source, target, existing, unique_key, incremental_predicates, none) }}
{%- endmacro %}

{% macro spark_incremental_sql(strategy, source, target, existing, unique_key, incremental_predicates, dest_columns) -%}
  {%- if strategy == 'append' -%}
    {{ dbt.spark_insert_into(source, target) }}
  {%- elif strategy in ['insert_overwrite', 'microbatch'] -%}
    {{ get_insert_overwrite_sql(source, target, existing) }}
  {%- elif strategy == 'merge' -%}
    {{ get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) }}
  {%- else -%}
    {%- do exceptions.raise_compiler_error('No known SQL for the incremental strategy provided: ' ~ strategy) -%}
  {%- endif -%}
{%- endmacro %}

{% macro dbt_spark_validate_get_file_format(raw_file_format) %}
  {% set accepted = ['text', 'csv', 'json', 'jdbc', 'parquet', 'orc', 'hive', 'delta', 'iceberg', 'libsvm', 'hudi', 's3tables'] %}
  {% if raw_file_format not in accepted %}
    {% do exceptions.raise_compiler_error(
        'Invalid file format provided: ' ~ raw_file_format ~ '\nExpected one of: ' ~ accepted | join(', ')) %}
  {% endif %}
  {{ return(raw_file_format) }}
{% endmacro %}

{% macro dbt_spark_validate_get_incremental_strategy(raw_strategy, file_format) %}
  {% set refused = 'Invalid incremental strategy provided: ' ~ raw_strategy ~ '\n' %}
  {% if raw_strategy not in ['append', 'merge', 'insert_overwrite', 'microbatch'] %}
    {% do exceptions.raise_compiler_error(refused ~ "Expected one of: 'append', 'merge', 'insert_overwrite', 'microbatch'") %}
  {% elif raw_strategy == 'merge' and file_format not in ['delta', 'iceberg', 'hudi', 's3tables'] %}
    {% do exceptions.raise_compiler_error(refused ~ "You can only choose this strategy when file_format is set to 'delta' or 'iceberg' or 'hudi'") %}
  {% endif %}
  {{ return(raw_strategy) }}
{% endmacro %}
