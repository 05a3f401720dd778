{# Seeds in Spark: a table with the clauses of its config, loaded with values of its columns' types. #}

{% macro spark__get_binding_char() -%}{{ return('?' if target.get('method') == 'odbc' else '%s') }}{%- endmacro %}

{% macro spark_seed_types(model, agate_table) -%}
  {%- set chosen = model['config'].get('column_types') or {} -%}
  {%- set types = [] -%}
  {%- for name in agate_table.column_names -%}
    {%- do types.append(chosen.get(name, adapter.convert_type(agate_table, loop.index0))) -%}
  {%- endfor -%}
  {{ return(types) }}
{%- endmacro %}

{% macro spark__create_csv_table(model, agate_table) -%}
  {%- set columns = [] -%}
  {%- for name, type in zip(agate_table.column_names, dbt.spark_seed_types(model, agate_table)) -%}
    {%- do columns.append(adapter.quote_seed_column(name | string, model['config'].get('quote_columns')) ~ ' ' ~ type) -%}
  {%- endfor -%}
  {%- set clauses = [
      file_format_clause(), partition_cols(label='partitioned by'), clustered_cols(label='clustered by'),
      location_clause(), comment_clause()] -%}
  {%- set sql = ['create table ' ~ this.render() ~ ' (' ~ columns | join(', ') ~ ')'] + clauses | map('trim') | select | list -%}
  {%- call statement('_') -%}{{ sql | join('\n') }}{%- endcall -%}
  {{ return(sql | join('\n')) }}
{%- endmacro %}

{# Not every format can be emptied, so the table is made anew. #}
{% macro spark__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
  {%- do drop_relation_if_exists(old_relation) -%}
  {{ return(create_csv_table(model, agate_table)) }}
{%- endmacro %}

{% macro spark__load_csv_rows(model, agate_table) -%}
  {%- set fields = [] -%}
  {%- for type in dbt.spark_seed_types(model, agate_table) -%}{%- do fields.append('cast(' ~ get_binding_char() ~ ' as ' ~ type ~ ')') -%}{%- endfor -%}
  {%- set marks = '(' ~ fields | join(', ') ~ ')' -%}
  {%- set first = namespace(sql='') -%}
  {%- for rows in agate_table.rows | batch(get_batch_size()) -%}
    {%- set values = [] -%}
    {%- for row in rows -%}{%- do values.extend(row.values()) -%}{%- endfor -%}
    {%- set sql = 'insert into ' ~ this.render() ~ ' values ' ~ ([marks] * (rows | length)) | join(', ') -%}
    {%- do adapter.add_query(sql, bindings=values, abridge_sql_log=true) -%}
    {%- set first.sql = first.sql or sql -%}
  {%- endfor -%}
  {{ return(first.sql) }}
{%- endmacro %}
