package io.epoxy.compiler.context.table;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Numbers;

/** How much of a table is printed; none means all of it. */
record Width(int maxRows, int maxColumns, int maxColumnWidth) {
  static final Width ALL_ROWS = new Width(Integer.MAX_VALUE, 6, 20);

  /** dbt's sample of a seed. */
  static final Width TEN_ROWS = new Width(10, Integer.MAX_VALUE, 20);

  /** agate's defaults. */
  static Width of(Arguments arguments) {
    return new Width(
        bound(arguments.get(0, "max_rows", 20L)),
        bound(arguments.get(1, "max_columns", 6L)),
        bound(arguments.get(3, "max_column_width", 20L)));
  }

  private static int bound(Object value) {
    return value == null ? Integer.MAX_VALUE : Numbers.smallInt(value);
  }
}
