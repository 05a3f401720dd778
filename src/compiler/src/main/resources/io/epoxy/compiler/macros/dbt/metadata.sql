{# Questions about schemas, relations, sources and indexes. #}

{% macro information_schema_name(database) -%}
  {{ return(adapter.dispatch('information_schema_name', 'dbt')(database)) }}
{%- endmacro %}
{% macro default__information_schema_name(database) -%}{{ database ~ '.' if database }}INFORMATION_SCHEMA{%- endmacro %}

{% macro list_schemas(database) -%}{{ return(adapter.dispatch('list_schemas', 'dbt')(database)) }}{%- endmacro %}
{% macro default__list_schemas(database) -%}
  {%- set view = information_schema_name(database) ~ '.SCHEMATA' -%}
  {{ return(run_query('select distinct schema_name from ' ~ view ~ " where catalog_name ilike '" ~ database ~ "'")) }}
{%- endmacro %}

{% macro check_schema_exists(information_schema, schema) -%}
  {{ return(adapter.dispatch('check_schema_exists', 'dbt')(information_schema, schema)) }}
{%- endmacro %}
{% macro default__check_schema_exists(information_schema, schema) -%}
  {%- set view = information_schema.replace(information_schema_view='SCHEMATA') -%}
  {%- set wanted = "catalog_name='" ~ information_schema.database ~ "' and schema_name='" ~ schema ~ "'" -%}
  {{ return(run_query('select count(*) from ' ~ view ~ ' where ' ~ wanted)) }}
{%- endmacro %}

{# What only an adapter can answer: each has its name and arguments here, and a refusal where no adapter implements it. #}
{% macro list_relations_without_caching(schema_relation) -%}{{ return(adapter.dispatch('list_relations_without_caching', 'dbt')(schema_relation)) }}{%- endmacro %}
{% macro default__list_relations_without_caching(schema_relation) -%}{{ dbt.refuse_unimplemented('list_relations_without_caching') }}{%- endmacro %}
{% macro list_function_relations_without_caching(schema_relation) -%}{{ return(adapter.dispatch('list_function_relations_without_caching', 'dbt')(schema_relation)) }}{%- endmacro %}
{% macro default__list_function_relations_without_caching(schema_relation) -%}{{ dbt.refuse_unimplemented('list_function_relations_without_caching') }}{%- endmacro %}
{% macro get_catalog_for_single_relation(relation) -%}{{ return(adapter.dispatch('get_catalog_for_single_relation', 'dbt')(relation)) }}{%- endmacro %}
{% macro default__get_catalog_for_single_relation(relation) -%}{{ dbt.refuse_unimplemented('get_catalog_for_single_relation') }}{%- endmacro %}
{% macro get_relations() -%}{{ return(adapter.dispatch('get_relations', 'dbt')()) }}{%- endmacro %}
{% macro default__get_relations() -%}{{ dbt.refuse_unimplemented('get_relations') }}{%- endmacro %}
{% macro get_relation_last_modified(information_schema, relations) -%}{{ return(adapter.dispatch('get_relation_last_modified', 'dbt')(information_schema, relations)) }}{%- endmacro %}
{% macro default__get_relation_last_modified(information_schema, relations) -%}{{ dbt.refuse_unimplemented('get_relation_last_modified') }}{%- endmacro %}
{% macro refuse_unimplemented(name) -%}
  {%- do exceptions.raise_not_implemented(name ~ ' macro not implemented for adapter ' ~ adapter.type()) -%}
{%- endmacro %}

{% macro get_catalog(information_schema, schemas) -%}{{ return(adapter.dispatch('get_catalog', 'dbt')(information_schema, schemas)) }}{%- endmacro %}
{% macro default__get_catalog(information_schema, schemas) -%}{{ dbt.refuse_catalog('get_catalog') }}{%- endmacro %}
{% macro get_catalog_relations(information_schema, relations) -%}{{ return(adapter.dispatch('get_catalog_relations', 'dbt')(information_schema, relations)) }}{%- endmacro %}
{% macro default__get_catalog_relations(information_schema, relations) -%}{{ dbt.refuse_catalog('get_catalog_relations') }}{%- endmacro %}
{% macro refuse_catalog(name) -%}
  {%- do exceptions.raise_compiler_error(name ~ ' not implemented for ' ~ adapter.type()) -%}
{%- endmacro %}

{% macro collect_freshness(source, loaded_at_field, filter) -%}
  {{ return(adapter.dispatch('collect_freshness', 'dbt')(source, loaded_at_field, filter)) }}
{%- endmacro %}
{% macro default__collect_freshness(source, loaded_at_field, filter) -%}
  {%- set condition = '\nwhere ' ~ filter if filter else '' -%}
  {{ return(dbt.query_as('collect_freshness', dbt.freshness_query('max(' ~ loaded_at_field ~ ')') ~ '\nfrom ' ~ source ~ condition)) }}
{%- endmacro %}

{% macro collect_freshness_custom_sql(source, loaded_at_query) -%}
  {{ return(adapter.dispatch('collect_freshness_custom_sql', 'dbt')(source, loaded_at_query)) }}
{%- endmacro %}
{% macro default__collect_freshness_custom_sql(source, loaded_at_query) -%}
  {{ return(dbt.query_as('collect_freshness_custom_sql', dbt.freshness_query('(' ~ loaded_at_query ~ ')'))) }}
{%- endmacro %}
{% macro freshness_query(loaded_at) -%}select {{ loaded_at }} as max_loaded_at, {{ current_timestamp() }} as snapshotted_at{%- endmacro %}

{% macro validate_sql(sql) -%}{{ return(adapter.dispatch('validate_sql', 'dbt')(sql)) }}{%- endmacro %}
{% macro default__validate_sql(sql) -%}
  {%- call statement('validate_sql') -%}{{ 'explain ' ~ sql }}{%- endcall -%}
  {{ return(load_result('validate_sql')) }}
{%- endmacro %}

{% macro create_indexes(relation) -%}{{ adapter.dispatch('create_indexes', 'dbt')(relation) }}{%- endmacro %}
{% macro default__create_indexes(relation) -%}
  {%- for index in config.get('indexes', default=[]) -%}
    {%- set sql = get_create_index_sql(relation, index) -%}
    {%- if sql -%}{%- do run_query(sql) -%}{%- endif -%}
  {%- endfor -%}
{%- endmacro %}

{% macro get_create_index_sql(relation, index_dict) -%}
  {{ return(adapter.dispatch('get_create_index_sql', 'dbt')(relation, index_dict)) }}
{%- endmacro %}
{% macro default__get_create_index_sql(relation, index_dict) -%}{{ return(none) }}{%- endmacro %}

{% macro get_drop_index_sql(relation, index_name) -%}
  {{ adapter.dispatch('get_drop_index_sql', 'dbt')(relation, index_name) }}
{%- endmacro %}
{% macro default__get_drop_index_sql(relation, index_name) -%}{{ dbt.refuse_index('get_drop_index_sql') }}{%- endmacro %}

{% macro get_show_indexes_sql(relation) -%}{{ adapter.dispatch('get_show_indexes_sql', 'dbt')(relation) }}{%- endmacro %}
{% macro default__get_show_indexes_sql(relation) -%}{{ dbt.refuse_index('get_show_indexes_sql') }}{%- endmacro %}
{# The missing back quote is dbt's: users search for its sentence. #}
{% macro refuse_index(name) -%}
  {%- do exceptions.raise_compiler_error('`' ~ name ~ ' has not been implemented for this adapter.') -%}
{%- endmacro %}
