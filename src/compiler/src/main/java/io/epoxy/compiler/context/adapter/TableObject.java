package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** A query's rows with the face of an agate table. */
public final class TableObject implements JinjaObject {
  private final List<String> names = new ArrayList<>();
  private final List<List<Object>> rows = new ArrayList<>();
  private final MessageSink messages;

  TableObject(QueryResult result, MessageSink messages) {
    result.columns().stream().map(Column::name).forEach(names::add);
    for (List<Object> row : result.rows()) {
      List<Object> cells = new ArrayList<>(row.size());
      row.forEach(cell -> cells.add(cell(cell)));
      rows.add(cells);
    }
    this.messages = messages;
  }

  public static TableObject empty() {
    return new TableObject(new QueryResult(List.of(), List.of()), MessageSink.NONE);
  }

  private static Object cell(Object value) {
    if (value instanceof LocalDate date) {
      return new PyDate(date);
    }
    if (value instanceof java.time.LocalDateTime time) {
      return new PyDateTime(time, Optional.empty());
    }
    if (value instanceof java.time.Instant instant) {
      return TemplateValues.moment(instant);
    }
    return TemplateValues.toTemplate(value);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "rows" -> Value.of(new Items("MappedSequence", rows.size(), this::row, List.of()));
      case "columns" -> Value.of(new Items("MappedSequence", names.size(), this::column, names));
      case "column_names" -> Value.of(PyTuple.copyOf(names));
      case "print_table" ->
          Value.of(
              (JinjaCallable)
                  arguments -> {
                    messages.message(MessageSink.Level.PRINT, text());
                    return null;
                  });
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Iterator<Object>> iterate() {
    return new Items("MappedSequence", rows.size(), this::row, List.of()).iterate();
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(rows.size());
  }

  @Override
  public String typeName() {
    return "Table";
  }

  public List<List<Object>> data() {
    return rows;
  }

  private Object row(int index) {
    List<Object> cells = rows.get(index);
    return new Items("Row", cells.size(), cells::get, names);
  }

  private Object column(int index) {
    return new Items("Column", rows.size(), row -> rows.get(row).get(index), List.of());
  }

  private String text() {
    StringBuilder out = new StringBuilder("| " + String.join(" | ", names) + " |");
    for (List<Object> row : rows) {
      out.append("\n|");
      row.forEach(cell -> out.append(' ').append(Python.str(cell)).append(" |"));
    }
    return out.toString();
  }

  /** A sequence whose items may also be reached by name, in any case as Spark's columns are. */
  private static final class Items implements JinjaObject {
    private final String typeName;
    private final int size;
    private final IntFunction<Object> at;
    private final List<String> keys;

    Items(String typeName, int size, IntFunction<Object> at, List<String> keys) {
      this.typeName = typeName;
      this.size = size;
      this.at = at;
      this.keys = keys;
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "values" -> Value.of((JinjaCallable) arguments -> PyTuple.copyOf(all()));
        case "values_distinct" ->
            Value.of((JinjaCallable) a -> PyTuple.copyOf(all().stream().distinct().toList()));
        case "keys" -> Value.of((JinjaCallable) arguments -> new ArrayList<Object>(keys));
        case "items" -> Value.of((JinjaCallable) arguments -> pairs());
        case "get" ->
            Value.of(
                (JinjaCallable)
                    arguments ->
                        item(arguments.require("get", 0, "key"))
                            .map(Value::get)
                            .orElse(arguments.get(1, "default", null)));
        case "name" -> Optional.empty();
        default -> item(name);
      };
    }

    @Override
    public Optional<Value> item(Object key) {
      if (key instanceof Long index) {
        long from = index < 0 ? index + size : index;
        return from >= 0 && from < size ? Value.of(at.apply((int) from)) : Optional.empty();
      }
      for (int i = 0; i < keys.size(); i++) {
        if (keys.get(i).toLowerCase(Locale.ROOT).equals(Python.str(key).toLowerCase(Locale.ROOT))) {
          return Value.of(at.apply(i));
        }
      }
      return Optional.empty();
    }

    private List<Object> all() {
      List<Object> all = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        all.add(at.apply(i));
      }
      return all;
    }

    private List<Object> pairs() {
      List<Object> pairs = new ArrayList<>();
      for (int i = 0; i < Math.min(size, keys.size()); i++) {
        pairs.add(PyTuple.of(keys.get(i), at.apply(i)));
      }
      return pairs;
    }

    @Override
    public Optional<Iterator<Object>> iterate() {
      return Optional.of(all().iterator());
    }

    @Override
    public Optional<Integer> length() {
      return Optional.of(size);
    }

    @Override
    public boolean isTruthy() {
      return size > 0;
    }

    @Override
    public String typeName() {
      return typeName;
    }

    @Override
    public String asString() {
      return "<agate." + typeName + ": " + Python.repr(PyTuple.copyOf(all())) + ">";
    }
  }
}
