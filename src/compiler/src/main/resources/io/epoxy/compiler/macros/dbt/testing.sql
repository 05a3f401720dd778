{# How the queries of tests and unit tests are wrapped and limited. #}

{% macro get_where_subquery(relation) -%}
  {{ return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) }}
{%- endmacro %}
{% macro default__get_where_subquery(relation) -%}
  {%- set condition = config.get('where', '') -%}
  {{ return('(select * from ' ~ relation ~ ' where ' ~ condition ~ ') dbt_subquery' if condition else relation) }}
{%- endmacro %}

{% macro get_show_sql(compiled_code, sql_header, limit) -%}
  {{ sql_header ~ '\n' if sql_header is not none }}{{ get_limit_subquery_sql(compiled_code, limit) }}
{%- endmacro %}

{% macro get_limit_subquery_sql(sql, limit) -%}{{ adapter.dispatch('get_limit_sql', 'dbt')(sql, limit) }}{%- endmacro %}
{% macro default__get_limit_sql(sql, limit) -%}
  {{ sql }}{{ '\nlimit ' ~ limit if limit is not none }}
{%- endmacro %}

{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
  {{ adapter.dispatch('get_test_sql', 'dbt')(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}
{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
  {%- set answers = [fail_calc ~ ' as failures'] -%}
  {%- for name, threshold in {'should_warn': warn_if, 'should_error': error_if}.items() -%}
    {%- do answers.append(fail_calc ~ ' ' ~ threshold ~ ' as ' ~ name) -%}
  {%- endfor -%}
  {%- set rows = main_sql if limit is none else main_sql ~ '\nlimit ' ~ limit -%}
  select {{ answers | join(', ') }} from (
    {{ rows }}
  ) dbt_internal_test
{%- endmacro %}

{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
  {{ adapter.dispatch('get_unit_test_sql', 'dbt')(main_sql, expected_fixture_sql, expected_column_names) }}
{%- endmacro %}
{% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
  {%- set parts = [] -%}
  {%- for side, query in {'actual': main_sql, 'expected': expected_fixture_sql}.items() -%}
    {%- set label = dbt.string_literal(side) ~ ' as ' ~ adapter.quote('actual_or_expected') -%}
    {%- set fields = (expected_column_names + [label]) | join(', ') -%}
    {%- set name = 'dbt_internal_unit_test_' ~ side -%}
    {%- do parts.append(name ~ ' as (\n  select ' ~ fields ~ '\n  from (\n    ' ~ query ~ '\n  ) _' ~ name ~ '\n)') -%}
  {%- endfor -%}
with {{ parts | join(',\n') }}
select * from dbt_internal_unit_test_actual union all select * from dbt_internal_unit_test_expected
{%- endmacro %}

{# Rows of a fixture as a query; columns that they leave out are null of the relation's type. #}
{% macro get_fixture_sql(rows, column_name_to_data_types) -%}
  {%- set types = column_name_to_data_types or {} -%}
  {%- set quoted = {} -%}
  {%- if not types -%}
    {%- set relation = defer_relation if defer_relation and not load_relation(this) else this -%}
    {%- for column in get_columns_for_unit_tests(relation) -%}
      {%- do types.update({column.name | lower: column.data_type}) -%}
      {%- do quoted.update({column.name | lower: column.quoted}) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- if not types -%}
    {%- do exceptions.raise_compiler_error("Not able to get columns for unit test '" ~ model.name ~ "' from relation " ~ this
        ~ " because the relation doesn't exist") -%}
  {%- endif -%}
  {%- do validate_fixture_rows(rows, row_number) -%}
  {%- set nulls = {} -%}
  {%- for name, type in types.items() -%}{%- do nulls.update({name: safe_cast('null', type) | trim}) -%}{%- endfor -%}
  {%- for row in rows -%}
    {{ dbt.fixture_select(dict(nulls, **format_row(row, types)), quoted) }}{{ '\nunion all\n' if not loop.last }}
  {%- else -%}
    {{ dbt.fixture_select(nulls, quoted) }}
limit 0
  {%- endfor -%}
{%- endmacro %}

{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) -%}
  {%- for row in rows -%}
    {{ dbt.fixture_select(format_row(row, column_name_to_data_types), column_name_to_quoted) }}{{ '\nunion all\n' if not loop.last }}
  {%- else -%}
    select * from dbt_internal_unit_test_actual
limit 0
  {%- endfor -%}
{%- endmacro %}

{% macro fixture_select(values, quoted) -%}
  select {% for name, value in values.items() %}{{ value }} as {{ quoted.get(name) or adapter.quote(name) }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro format_row(row, column_name_to_data_types) -%}
  {%- set formatted = {} -%}
  {%- set owner = 'expected output' if model.resource_type == 'unit_test' else "'" ~ model.name ~ "'" -%}
  {%- for given, value in row.items() -%}
    {%- set name = given | lower -%}
    {%- if name not in column_name_to_data_types -%}
      {%- do exceptions.raise_compiler_error("Invalid column name: '" ~ name ~ "' in unit test fixture for " ~ owner
          ~ '.\nAccepted columns for ' ~ owner ~ ' are: ' ~ column_name_to_data_types.keys() | list) -%}
    {%- endif -%}
    {%- set type = column_name_to_data_types[name] -%}
    {%- if value is string -%}
      {%- set literal = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
      {%- set type = type.split('(')[0] if 'varying' in type else type -%}
    {%- else -%}
      {%- set literal = 'null' if value is none else value -%}
    {%- endif -%}
    {%- do formatted.update({name: safe_cast(literal, type)}) -%}
  {%- endfor -%}
  {{ return(formatted) }}
{%- endmacro %}

{% macro validate_fixture_rows(rows, row_number) -%}
  {{ return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) }}
{%- endmacro %}
{% macro default__validate_fixture_rows(rows, row_number) -%}{%- endmacro %}

{# A whole data test, for a project whose own materialization of tests adds to it: its one row is judged. #}
{% macro materialization_test_default() %}
  {%- set kept = [] -%}
  {%- if should_store_failures() -%}
    {%- set kind = 'view' if config.get('store_failures_as') == 'view' else 'table' -%}
    {%- set failures = this.incorporate(type=kind) -%}
    {%- set earlier = adapter.get_relation(this.database, this.schema, this.identifier) -%}
    {%- if earlier is not none -%}{%- do adapter.drop_relation(earlier) -%}{%- endif -%}
    {%- call statement('store_failures') -%}
      create {{ kind }} {{ failures }} {{ 'using parquet' if kind == 'table' }} as {{ sql }}
    {%- endcall -%}
    {%- do kept.append(failures) -%}
  {%- endif -%}
  {%- set rows = 'select * from ' ~ kept[0] if kept else sql -%}
  {%- call statement('main', fetch_result=true) -%}
    {{ get_test_sql(rows, config.get('fail_calc') or 'count(*)', config.get('warn_if') or '!= 0', config.get('error_if') or '!= 0', config.get('limit')) }}
  {%- endcall -%}
  {{ return({'relations': kept}) }}
{% endmacro %}

{# A whole unit test, for a project whose own materialization of unit tests adds to it: rows that are actual and expected. #}
{% macro materialization_unit_default() %}
  {%- set columns = get_column_schema_from_query(sql) -%}
  {%- set types = {} -%}
  {%- set quoted = {} -%}
  {%- for column in columns -%}
    {%- do types.update({column.name | lower: column.data_type}) -%}
    {%- do quoted.update({column.name | lower: column.quoted}) -%}
  {%- endfor -%}
  {%- set rows = config.get('expected_rows') -%}
  {%- set expected = config.get('expected_sql') or get_expected_sql(rows, types, quoted) -%}
  {%- set tested = [] -%}
  {%- for name in (rows[0] if rows else types) -%}{%- do tested.append(quoted[name | lower]) -%}{%- endfor -%}
  {%- call statement('main', fetch_result=true) -%}{{ get_unit_test_sql(sql, expected, tested) }}{%- endcall -%}
  {{ return({'relations': []}) }}
{% endmacro %}
