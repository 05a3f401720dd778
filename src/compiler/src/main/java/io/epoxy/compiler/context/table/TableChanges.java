package io.epoxy.compiler.context.table;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.relation.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** The methods of a table that answer another table. */
final class TableChanges {
  private final TableObject table;

  TableChanges(TableObject table) {
    this.table = table;
  }

  Object select(Arguments arguments) {
    return columns(places(arguments.require("select", 0, "key")));
  }

  Object exclude(Arguments arguments) {
    List<Integer> dropped = places(arguments.require("exclude", 0, "key"));
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < table.names().size(); i++) {
      if (!dropped.contains(i)) {
        kept.add(i);
      }
    }
    return columns(kept);
  }

  Object where(Arguments arguments) {
    JinjaCallable test = function(arguments.require("where", 0, "test"));
    List<List<Object>> kept = new ArrayList<>();
    for (int i = 0; i < table.data().size(); i++) {
      if (Python.isTruthy(test.call(Arguments.of(table.row(i))))) {
        kept.add(table.data().get(i));
      }
    }
    return table.with(table.columns(), kept);
  }

  /** The first row that passes, or none. */
  Object find(Arguments arguments) {
    JinjaCallable test = function(arguments.require("find", 0, "test"));
    for (int i = 0; i < table.data().size(); i++) {
      if (Python.isTruthy(test.call(Arguments.of(table.row(i))))) {
        return table.row(i);
      }
    }
    return null;
  }

  /** {@code limit(stop)} or {@code limit(start, stop, step)}, as range() takes them. */
  Object limit(Arguments arguments) {
    Object first = arguments.get(0, "start_or_stop", null);
    Object stop = arguments.get(1, "stop", null);
    Object step = arguments.get(2, "step", null);
    boolean stopAlone = stop == null && step == null;
    int size = table.data().size();
    int from = stopAlone || first == null ? 0 : clamp(Numbers.smallInt(first), size);
    Object until = stopAlone ? first : stop;
    int to = until == null ? size : clamp(Numbers.smallInt(until), size);
    int by = step == null ? 1 : Math.max(1, Numbers.smallInt(step));
    List<List<Object>> kept = new ArrayList<>();
    for (int i = from; i < to; i += by) {
      kept.add(table.data().get(i));
    }
    return table.with(table.columns(), kept);
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size, index < 0 ? index + size : index));
  }

  Object orderBy(Arguments arguments) {
    IntFunction<List<Object>> keyOf = keys(arguments.require("order_by", 0, "key"));
    List<Integer> order = new ArrayList<>();
    List<List<Object>> keys = new ArrayList<>();
    for (int i = 0; i < table.data().size(); i++) {
      order.add(i);
      keys.add(keyOf.apply(i));
    }
    Comparator<Integer> comparator =
        (a, b) -> {
          for (int i = 0; i < keys.get(a).size(); i++) {
            int result = TableColumn.NULLS_LAST.compare(keys.get(a).get(i), keys.get(b).get(i));
            if (result != 0) {
              return result;
            }
          }
          return 0;
        };
    boolean reverse = Python.isTruthy(arguments.get(1, "reverse", false));
    order.sort(reverse ? comparator.reversed() : comparator);
    List<List<Object>> sorted = new ArrayList<>();
    order.forEach(i -> sorted.add(table.data().get(i)));
    return table.with(table.columns(), sorted);
  }

  Object distinct(Arguments arguments) {
    Object key = arguments.get(0, "key", null);
    IntFunction<List<Object>> keyOf = key == null ? table.data()::get : keys(key);
    Set<List<Object>> seen = new LinkedHashSet<>();
    List<List<Object>> kept = new ArrayList<>();
    for (int i = 0; i < table.data().size(); i++) {
      if (seen.add(keyOf.apply(i))) {
        kept.add(table.data().get(i));
      }
    }
    return table.with(table.columns(), kept);
  }

  /** New names as a list for all columns, or as a dict for some. */
  Object rename(Arguments arguments) {
    Object names = arguments.get(0, "column_names", null);
    List<Column> renamed = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      Object name = column.name();
      if (names instanceof Map<?, ?> map) {
        name = map.containsKey(name) ? map.get(name) : name;
      } else if (names instanceof List<?> list && i < list.size()) {
        name = list.get(i);
      }
      renamed.add(new Column(Python.str(name), column.dataType(), column.comment()));
    }
    return table.with(renamed, table.data());
  }

  /** A table for each value of a key, by the text of the value. */
  Object groupBy(Arguments arguments) {
    IntFunction<List<Object>> keyOf = keys(arguments.require("group_by", 0, "key"));
    Map<String, List<List<Object>>> groups = new LinkedHashMap<>();
    for (int i = 0; i < table.data().size(); i++) {
      String name = Python.str(keyOf.apply(i).get(0));
      groups.computeIfAbsent(name, any -> new ArrayList<>()).add(table.data().get(i));
    }
    List<TableObject> tables = new ArrayList<>();
    groups.values().forEach(rows -> tables.add(table.with(table.columns(), rows)));
    return new MappedValues(
        "TableSet", tables.size(), tables::get, new ArrayList<>(groups.keySet()));
  }

  private TableObject columns(List<Integer> places) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : table.data()) {
      List<Object> cells = new ArrayList<>();
      places.forEach(place -> cells.add(row.get(place)));
      rows.add(cells);
    }
    return table.with(places.stream().map(table.columns()::get).toList(), rows);
  }

  /** What rows are compared by: one column, several, or what a macro makes of a row. */
  private IntFunction<List<Object>> keys(Object key) {
    if (key instanceof JinjaCallable function) {
      return i -> {
        List<Object> one = new ArrayList<>();
        one.add(function.call(Arguments.of(table.row(i))));
        return one;
      };
    }
    List<Integer> places = places(key);
    return i -> {
      List<Object> all = new ArrayList<>();
      places.forEach(place -> all.add(table.data().get(i).get(place)));
      return all;
    };
  }

  private List<Integer> places(Object key) {
    List<Integer> places = new ArrayList<>();
    for (Object one : key instanceof String ? List.of(key) : Iteration.toList(key)) {
      int place = table.names().indexOf(Python.str(one));
      if (place < 0) {
        throw CallError.compilation(
            "a table has no column "
                + Python.repr(one)
                + ", only "
                + Python.repr(new ArrayList<Object>(table.names())));
      }
      places.add(place);
    }
    return places;
  }

  private static JinjaCallable function(Object value) {
    if (value instanceof JinjaCallable callable) {
      return callable;
    }
    throw CallError.compilation("'" + Python.typeName(value) + "' object is not callable");
  }
}
