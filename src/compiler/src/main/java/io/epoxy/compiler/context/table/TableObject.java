package io.epoxy.compiler.context.table;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.json.JsonStyle;
import io.epoxy.jinja.json.JsonWriter;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query's rows with the face of an agate table (agate.readthedocs.io, API), as far as it makes
 * sense without files. Immutable.
 */
public final class TableObject implements JinjaObject {
  private final List<Column> columns;
  private final List<List<Object>> rows;
  private final MessageSink messages;

  TableObject(List<Column> columns, List<List<Object>> rows, MessageSink messages) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.messages = messages;
  }

  public static TableObject of(QueryResult result, MessageSink messages) {
    List<List<Object>> rows = new ArrayList<>(result.rows().size());
    for (List<Object> row : result.rows()) {
      List<Object> cells = new ArrayList<>(row.size());
      row.forEach(cell -> cells.add(cell(cell)));
      rows.add(cells);
    }
    return new TableObject(result.columns(), rows, messages);
  }

  public static TableObject empty() {
    return new TableObject(List.of(), List.of(), MessageSink.NONE);
  }

  /** Nested values are JSON text in dbt's tables. */
  private static Object cell(Object value) {
    if (value instanceof LocalDate date) {
      return new PyDate(date);
    }
    if (value instanceof LocalDateTime time) {
      return new PyDateTime(time, Optional.empty());
    }
    if (value instanceof Instant instant) {
      return TemplateValues.moment(instant);
    }
    return value instanceof List || value instanceof Map
        ? JsonWriter.write(TemplateValues.toTemplate(value), JsonStyle.PLAIN)
        : value;
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "rows" ->
          Value.of(new MappedValues("MappedSequence", rows.size(), this::row, List.of()));
      case "columns" ->
          Value.of(new MappedValues("MappedSequence", columns.size(), this::column, names()));
      case "column_names" -> Value.of(PyTuple.copyOf(names()));
      case "column_types" ->
          Value.of(PyTuple.copyOf(columns.stream().map(Column::dataType).toList()));
      case "row_names" -> Value.of(null);
      default -> method(name);
    };
  }

  private Optional<Value> method(String name) {
    TableChanges changes = new TableChanges(this);
    JinjaCallable method =
        switch (name) {
          case "select" -> changes::select;
          case "exclude" -> changes::exclude;
          case "where" -> changes::where;
          case "find" -> changes::find;
          case "limit" -> changes::limit;
          case "order_by" -> changes::orderBy;
          case "distinct" -> changes::distinct;
          case "rename" -> changes::rename;
          case "group_by" -> changes::groupBy;
          case "print_table" ->
              arguments -> print(new TablePrinter(this).table(Width.of(arguments)));
          case "print_structure" -> arguments -> print(asString());
          case "print_csv" -> arguments -> print(new TablePrinter(this).csv());
          case "print_json" -> arguments -> print(new TablePrinter(this).json());
          case "to_csv", "to_json" ->
              arguments -> {
                throw CallError.compilation(
                    name + "() is not offered: templates may not write files. Use print_csv().");
              };
          default -> null;
        };
    return method == null ? Optional.empty() : Value.of(method);
  }

  /** The layout of print_table() with agate's own widths, but every row. */
  public String preview() {
    return new TablePrinter(this).table(Width.ALL_ROWS);
  }

  /** Some of the rows in any order, laid out like {@link #preview}. */
  public String sample() {
    List<List<Object>> mixed = new ArrayList<>(rows);
    Collections.shuffle(mixed);
    return new TablePrinter(new TableObject(columns, mixed, messages)).table(Width.TEN_ROWS);
  }

  /** What to_json() writes: a list of objects. */
  public String json() {
    return new TablePrinter(this).json();
  }

  private Object print(String text) {
    messages.message(MessageSink.Level.PRINT, text);
    return null;
  }

  /** The names of its columns, in order. */
  public List<String> columnNames() {
    return names();
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  List<Column> columns() {
    return columns;
  }

  /** The cells of each row, as dbt's {@code load_result(..).data} has them. */
  public List<List<Object>> data() {
    return rows;
  }

  /** Spark's name of a column's type. */
  public String dataType(int index) {
    return columns.get(index).dataType();
  }

  TableObject with(List<Column> newColumns, List<List<Object>> newRows) {
    return new TableObject(newColumns, newRows, messages);
  }

  MappedValues row(int index) {
    List<Object> cells = rows.get(index);
    return new MappedValues("Row", cells.size(), cells::get, names());
  }

  private TableColumn column(int index) {
    Column column = columns.get(index);
    List<Object> cells = new ArrayList<>(rows.size());
    rows.forEach(row -> cells.add(row.get(index)));
    return new TableColumn(index, column.name(), column.dataType(), cells);
  }

  /** Iterating gives the rows. */
  @Override
  public Optional<Iterator<Object>> iterate() {
    List<Object> all = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      all.add(row(i));
    }
    return Optional.of(all.iterator());
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(rows.size());
  }

  @Override
  public Optional<Value> item(Object key) {
    return key instanceof Long index && index >= 0 && index < rows.size()
        ? Value.of(row(index.intValue()))
        : Optional.empty();
  }

  @Override
  public String typeName() {
    return "Table";
  }

  @Override
  public String asString() {
    return new TablePrinter(this).structure();
  }

  @Override
  public String asRepr() {
    return "<agate.table.Table object>";
  }
}
