{% macro my_macro(a, b=1) %}{{ pkg.shout(a) }} {{ helper() }}{% endmacro %}
{% macro helper() -%}{% if var('asks', false) %}{{ run_query('select 1') }}{% endif %}{{ adapter.dispatch('shout', 'pkg')('x') }}{%- endmacro %}
{% materialization odd, adapter='glue', supported_languages=['sql'] %}{{ return({'relations': []}) }}{% endmaterialization %}
