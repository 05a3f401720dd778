{# Python that stands after a Python model's own code: the object that the model is called with. #}

{% macro resolve_model_name(input_model_name) -%}{{ return(adapter.dispatch('resolve_model_name', 'dbt')(input_model_name)) }}{%- endmacro %}
{% macro default__resolve_model_name(input_model_name) -%}{{ input_model_name | string | replace('"', '\\"') }}{%- endmacro %}

{# Names as the model writes them, with what they stand for. A project may answer ref() with text. #}
{% macro build_ref_function(model) -%}
  {%- set relations = {} -%}
  {%- for one in model.refs -%}
    {%- set names = [one.get('package'), one['name']] | select | list -%}
    {%- set version = one.get('version') -%}
    {%- set found = ref(*names, v=version) -%}
    {%- set text = found.render() if found.render is callable else found -%}
    {%- set key = names + ['v' ~ version] if version else names -%}
    {%- do relations.update({key | join('.'): resolve_model_name(text) | trim}) -%}
  {%- endfor -%}
def ref(*names, v=None, version=None, dbt_load_df_function=None):
    wanted = v or version
    known = {{ relations | tojson }}
    return dbt_load_df_function(known[".".join(names) + (f".v{wanted}" if wanted else "")])
{% endmacro %}

{% macro build_source_function(model) -%}
  {%- set relations = {} -%}
  {%- for names in model.sources -%}
    {%- do relations.update({names | join('.'): resolve_model_name(source(*names)) | trim}) -%}
  {%- endfor -%}
def source(*names, dbt_load_df_function):
    known = {{ relations | tojson }}
    return dbt_load_df_function(known[".".join(names)])
{% endmacro %}

{# The configs that the model asks for, by the names and defaults that parsing found in its code. #}
{% macro build_config_dict(model) -%}
  {%- set meta = model.config.meta or {} -%}
  {%- set own = {} -%}
  {%- for name, default in zip(model.config.meta_keys_used or [], model.config.meta_keys_defaults or []) -%}
    {%- do own.update({name: meta.get(name, default)}) -%}
  {%- endfor -%}
  {%- set values = {} -%}
  {%- for name, default in zip(model.config.config_keys_used or [], model.config.config_keys_defaults or []) -%}
    {%- do values.update({name: model.config.get(name, default)}) -%}
  {%- endfor -%}
config_dict = {{ values }}
meta_dict = {{ own }}
{% endmacro %}

{% macro py_script_postfix(model) -%}
# The model's code ends here. What follows answers dbt.ref, dbt.source, dbt.config and dbt.this.
# COMMAND ----------
{{ build_ref_function(model) }}
{{ build_source_function(model) }}
{{ build_config_dict(model) }}
class config:
    def __init__(self, *given, **named):
        pass  # dbt.config(...) has been read

    get = staticmethod(lambda key, default=None: config_dict.get(key, default))
    meta_get = staticmethod(lambda key, default=None: meta_dict.get(key, default))

class this:
    database, schema, identifier = "{{ this.database }}", "{{ this.schema }}", "{{ this.identifier }}"

    def __repr__(self):
        return "{{ resolve_model_name(this) | trim }}"

class dbtObj:
    config = config

    def __init__(self, load_df_function) -> None:
        self.ref = lambda *names, **version: ref(*names, **version, dbt_load_df_function=load_df_function)
        self.source = lambda *names: source(*names, dbt_load_df_function=load_df_function)
        self.this = this()
        self.is_incremental = {{ is_incremental() }}
# COMMAND ----------
{{ py_script_comment() }}
{%- endmacro %}

{# For what a platform wants to say or do before the model is called. #}
{% macro py_script_comment() %}{% endmacro %}
