{% test my_test(model, column_name=none, old='x', complex=none) %}
select * from {{ model }} where {{ column_name or 'true' }} = '{{ old }}'
{% endtest %}
