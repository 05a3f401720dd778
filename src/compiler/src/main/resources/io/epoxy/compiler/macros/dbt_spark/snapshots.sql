{# Snapshots in Spark: Delta, Iceberg and Hudi take all columns of the staging relation at once. #}

{% macro spark__snapshot_hash_arguments(args) -%}{{ dbt.hashed_arguments(args, 'string') }}{%- endmacro %}
{% macro spark__snapshot_string_as_time(timestamp) -%}to_timestamp('{{ timestamp }}'){%- endmacro %}

{% macro spark__snapshot_merge_sql(target, source, insert_cols) -%}
  {{ dbt.snapshot_merge_head(target, source.identifier if target.is_iceberg else source) }}
    then insert *
{%- endmacro %}

{# A view that stays until the snapshot is done, since its columns are asked for. #}
{% macro spark_build_snapshot_staging_table(strategy, sql, target_relation) %}
  {% set staging = api.Relation.create(
      schema=none if target_relation.is_iceberg else target_relation.schema,
      identifier=target_relation.identifier ~ '__dbt_tmp', type='view') %}
  {% call statement('build_snapshot_staging_relation') %}
    {{ create_view_as(staging, snapshot_staging_table(strategy, sql, target_relation)) }}
  {% endcall %}
  {{ return(staging) }}
{% endmacro %}

{% macro spark__post_snapshot(staging_relation) %}{% do adapter.drop_relation(staging_relation) %}{% endmacro %}
