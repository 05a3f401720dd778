package io.epoxy.compiler.context.table;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Ordering;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One column of a table: agate's {@code Column}. */
final class TableColumn extends MappedValues {
  static final Comparator<Object> NULLS_LAST = Comparator.nullsLast(Ordering.NATURAL);

  private final int index;
  private final String name;
  private final String dataType;
  private final List<Object> cells;

  TableColumn(int index, String name, String dataType, List<Object> cells) {
    super("Column", cells.size(), cells::get, List.of());
    this.index = index;
    this.name = name;
    this.dataType = dataType;
    this.cells = cells;
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    return switch (attribute) {
      case "name" -> Value.of(name);
      case "index" -> Value.of((long) index);
      case "data_type" -> Value.of(dataType);
      case "values_distinct" -> tuple(new ArrayList<>(new LinkedHashSet<>(cells)));
      case "values_sorted" -> tuple(sorted(cells));
      case "values_without_nulls" -> tuple(withoutNulls());
      case "values_without_nulls_sorted" -> tuple(sorted(withoutNulls()));
      default -> super.attribute(attribute);
    };
  }

  private static Optional<Value> tuple(List<?> items) {
    return Value.of((JinjaCallable) arguments -> PyTuple.copyOf(items));
  }

  private List<Object> withoutNulls() {
    return cells.stream().filter(Objects::nonNull).toList();
  }

  /** Nulls last, as agate sorts. */
  private static List<Object> sorted(List<Object> values) {
    List<Object> copy = new ArrayList<>(values);
    copy.sort(NULLS_LAST);
    return copy;
  }
}
