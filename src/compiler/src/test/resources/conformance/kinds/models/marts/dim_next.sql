select 1 as id, '{{ model.version }}' as v
