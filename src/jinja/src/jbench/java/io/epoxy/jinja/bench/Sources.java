package io.epoxy.jinja.bench;

/** The texts that are measured, of the sizes that real projects have. */
final class Sources {
  private Sources() {}

  /** About 2 KB: config, four refs, two loops. */
  static final String MODEL =
      """
      {{ config(materialized='incremental', unique_key='order_id', tags=['finance', 'daily']) }}

      {%- set payment_methods = ['credit_card', 'coupon', 'bank_transfer', 'gift_card'] -%}
      {%- set statuses = ['placed', 'shipped', 'completed', 'return_pending', 'returned'] %}

      with orders as (
          select * from {{ ref('stg_orders') }}
          {% if is_incremental() %}
          where updated_at > (select max(updated_at) from {{ this }})
          {% endif %}
      ),

      payments as (
          select * from {{ ref('stg_payments') }}
      ),

      customers as (
          select * from {{ ref('dim_customers') }}
      ),

      {# one column for each way to pay, so that finance can add them up #}
      order_payments as (
          select
              order_id,
              {% for payment_method in payment_methods -%}
              sum(case when payment_method = '{{ payment_method }}' then amount else 0 end)
                  as {{ payment_method }}_amount,
              {% endfor -%}
              sum(amount) as total_amount
          from payments
          group by order_id
      ),

      shipments as (
          select
              order_id,
              {% for status in statuses %}
              max(case when status = '{{ status }}' then changed_at end)
                  as {{ status | lower }}_at{{ ',' if not loop.last }}
              {% endfor %}
          from {{ ref('fct_shipments') }}
          group by order_id
      ),

      final as (
          select
              orders.order_id,
              orders.customer_id,
              customers.first_order_date,
              customers.most_recent_order_date,
              customers.lifetime_value,
              orders.order_date,
              orders.status,
              orders.updated_at,
              shipments.placed_at,
              shipments.shipped_at,
              shipments.completed_at,
              {%- for payment_method in payment_methods %}
              coalesce(order_payments.{{ payment_method }}_amount, 0)
                  as {{ payment_method }}_amount,
              {%- endfor %}
              order_payments.total_amount as amount,
              current_date as loaded_at
          from orders
          left join order_payments on orders.order_id = order_payments.order_id
          left join shipments on orders.order_id = shipments.order_id
          left join customers on orders.customer_id = customers.customer_id
      )

      select * from final
      """;

  /** A pivot in the manner of real packages: one aggregate for each value. */
  static final String PIVOT =
      """
      {% macro pivot(column, values, alias=True, agg='sum', cmp='=', prefix='', suffix='',
                     then_value=1, else_value=0, quote=True) %}
        {%- for value in values -%}
          {{ agg }}(
            case when {{ column }} {{ cmp }} '{{ value | replace("'", "''") }}'
              then {{ then_value }} else {{ else_value }} end
          )
          {%- if alias -%}
            {%- set name = prefix ~ value ~ suffix -%}
            {%- if quote %} as `{{ name }}`{% else %} as {{ name | lower }}{% endif -%}
          {%- endif -%}
          {%- if not loop.last %},{% endif %}
        {% endfor -%}
      {% endmacro %}
      """;

  /** Counts with {@code return} in a helper, then writes a row for each day. */
  static final String SERIES =
      """
      {% macro powers_needed(upper) %}
        {%- for i in range(1, 100) -%}
          {%- if upper <= 2 ** i -%}{{ return(i) }}{%- endif -%}
        {%- endfor -%}
        {{ return(100) }}
      {% endmacro %}

      {% macro series(upper) %}
        {%- set n = powers_needed(upper) -%}
        with p as (select 0 as generated union all select 1), numbers as (
          select
          {% for i in range(n) %}
            p{{ i }}.generated * power(2, {{ i }}){{ ' + ' if not loop.last }}
          {%- endfor %} + 1 as n
          from
          {% for i in range(n) %}
            p as p{{ i }}{{ ' cross join ' if not loop.last }}
          {% endfor %}
        )
        select * from numbers where n <= {{ upper }}
      {% endmacro %}
      """;

  /** A property of a YAML file. */
  static final String PROPERTY = "{{ env_var('DBT_SCHEMA', 'analytics') }}";

  /** Some 100 KB of macros in one file. */
  static String macroFile() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; file.length() < 100_000; i++) {
      file.append(PIVOT.replace("macro pivot", "macro pivot_" + i));
      file.append(
          SERIES.replace("powers_needed", "powers_" + i).replace("series(", "rows_" + i + "("));
    }
    return file.toString();
  }
}
