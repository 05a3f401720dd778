package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.ColumnObject;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The methods of {@code adapter} that run statements. */
record QueryMethods(Warehouse warehouse, MessageSink messages) {
  /** The method; null when it is not one of these. */
  JinjaCallable find(String name) {
    return switch (name) {
      case "execute" -> this::execute;
      case "add_query" -> this::addQuery;
      case "get_column_schema_from_query" -> this::columnsOfQuery;
      case "get_partitions_metadata" ->
          a ->
              TableObject.of(
                  warehouse.query("show partitions " + Python.str(a.require(name, 0, "table"))),
                  messages);
      case "run_sql_for_tests" -> this::runForTests;
      default -> null;
    };
  }

  /** {@code execute(sql, auto_begin, fetch, limit)}: the response and the table. */
  private Object execute(Arguments arguments) {
    QueryResult result = warehouse.query(Python.str(arguments.require("execute", 0, "sql")));
    Object limit = arguments.get(3, "limit", null);
    if (limit != null && Numbers.smallInt(limit) < result.rows().size()) {
      result = new QueryResult(result.columns(), result.rows().subList(0, Numbers.smallInt(limit)));
    }
    boolean fetch = Python.isTruthy(arguments.get(2, "fetch", false));
    return PyTuple.of(
        Response.of("OK"), fetch ? TableObject.of(result, messages) : TableObject.empty());
  }

  /** There is no connection or cursor to answer; bindings are written into the statement. */
  private Object addQuery(Arguments arguments) {
    String sql = Python.str(arguments.require("add_query", 0, "sql"));
    Object bindings = arguments.get(2, "bindings", null);
    warehouse.query(bindings == null ? sql : bound(sql, Iteration.toList(bindings)));
    return PyTuple.of(null, null);
  }

  private static String bound(String sql, List<Object> values) {
    StringBuilder text = new StringBuilder();
    Iterator<Object> next = values.iterator();
    int from = 0;
    for (int at = sql.indexOf("%s"); at >= 0; at = sql.indexOf("%s", from)) {
      if (!next.hasNext()) {
        throw CallError.compilation("add_query() has fewer bindings than places in its statement");
      }
      text.append(sql, from, at).append(literal(next.next()));
      from = at + 2;
    }
    return text.append(sql.substring(from)).toString();
  }

  private static String literal(Object value) {
    if (value == null) {
      return "null";
    }
    boolean bare = value instanceof Number || value instanceof Boolean;
    String text = Python.str(value);
    return bare ? text : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private Object columnsOfQuery(Arguments arguments) {
    String sql = Python.str(arguments.require("get_column_schema_from_query", 0, "sql"));
    List<Object> columns = new ArrayList<>();
    warehouse.query(sql).columns().forEach(column -> columns.add(ColumnObject.of(column)));
    return columns;
  }

  private Object runForTests(Arguments arguments) {
    QueryResult result =
        warehouse.query(Python.str(arguments.require("run_sql_for_tests", 0, "sql")));
    List<Object> rows = new ArrayList<>();
    result.rows().forEach(row -> rows.add(PyTuple.copyOf(row)));
    return switch (Python.str(arguments.require("run_sql_for_tests", 1, "fetch"))) {
      case "one" -> rows.isEmpty() ? null : rows.get(0);
      case "all" -> rows;
      default -> null;
    };
  }
}
