select 1 as id, '{{ var('who', 'none') }}' as who
