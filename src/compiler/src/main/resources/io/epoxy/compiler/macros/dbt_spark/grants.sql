{# Grants in Spark: one grantee and one statement at a time. #}

{% macro spark__support_multiple_grantees_per_dcl_statement() %}{{ return(false) }}{% endmacro %}

{% macro spark__get_grant_sql(relation, privilege, grantees) -%}{{ dbt.spark_privilege('grant', privilege, relation, 'to', grantees) }}{%- endmacro %}
{% macro spark__get_revoke_sql(relation, privilege, grantees) -%}{{ dbt.spark_privilege('revoke', privilege, relation, 'from', grantees) }}{%- endmacro %}
{% macro spark_privilege(verb, privilege, relation, preposition, grantees) -%}
  {{ [verb, privilege, 'on', relation, preposition, adapter.quote(grantees | first)] | join(' ') }}
{%- endmacro %}

{# A replaced relation may have kept its grants, depending on its format. #}
{% macro spark__copy_grants() %}{{ return(true) }}{% endmacro %}

{% macro spark__call_dcl_statements(dcl_statement_list) -%}
  {%- for one in dcl_statement_list -%}
    {%- call statement('grant_or_revoke') -%}{{ one }}{%- endcall -%}
  {%- endfor -%}
{%- endmacro %}
