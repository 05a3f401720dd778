select '{{ my_macro(['a']) }}' from {{ ref('fct') }}
