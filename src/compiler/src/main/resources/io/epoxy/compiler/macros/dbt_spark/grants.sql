{# Grants in Spark: one grantee and one statement at a time. #}

{% macro spark__support_multiple_grantees_per_dcl_statement() %}{{ return(false) }}{% endmacro %}

{% macro spark__get_grant_sql(relation, privilege, grantees) -%}
  grant {{ privilege }} on {{ relation }} to {{ adapter.quote(grantees[0]) }}
{%- endmacro %}
{% macro spark__get_revoke_sql(relation, privilege, grantees) -%}
  revoke {{ privilege }} on {{ relation }} from {{ adapter.quote(grantees[0]) }}
{%- endmacro %}

{% macro spark__call_dcl_statements(dcl_statement_list) -%}
  {%- for one in dcl_statement_list -%}
    {%- call statement('grant_or_revoke') -%}{{ one }}{%- endcall -%}
  {%- endfor -%}
{%- endmacro %}
