package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.relation.Identifiers;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Constraints of a contract as DDL (dbt-adapters {@code render_raw_*_constraints}). Spark enforces
 * none of them (dbt-spark {@code CONSTRAINT_SUPPORT}), which is told unless the user knows.
 */
record ConstraintText(String adapter, MessageSink messages) {

  /** One text for each column: name, type and constraints. */
  List<Object> columns(Object rawColumns) {
    List<Object> all = new ArrayList<>();
    if (rawColumns instanceof Map<?, ?> map) {
      for (Object raw : map.values()) {
        Map<?, ?> column = dict(raw);
        String name = Python.str(column.get("name"));
        List<String> parts = new ArrayList<>();
        parts.add(Python.isTruthy(column.get("quote")) ? Identifiers.quote(name) : name);
        parts.add(Python.str(column.get("data_type")));
        for (Object constraint : list(column.get("constraints"))) {
          String text = ofColumn(dict(constraint)).strip();
          warn(dict(constraint));
          if (!text.isEmpty()) {
            parts.add(text);
          }
        }
        all.add(String.join(" ", parts));
      }
    }
    return all;
  }

  List<Object> model(Object rawConstraints) {
    List<Object> all = new ArrayList<>();
    for (Object constraint : list(rawConstraints)) {
      String text = ofModel(dict(constraint));
      warn(dict(constraint));
      if (!text.isEmpty()) {
        all.add(text);
      }
    }
    return all;
  }

  private void warn(Map<?, ?> constraint) {
    String type = text(constraint, "type");
    if (type.equals("custom") || Boolean.FALSE.equals(constraint.get("warn_unenforced"))) {
      return;
    }
    messages.message(
        MessageSink.Level.WARN,
        "ConstraintNotEnforced",
        "The constraint type "
            + type
            + " is not enforced by "
            + adapter
            + ". The constraint will be included in this model's DDL statement, but it will not"
            + " guarantee anything about the underlying data. Set 'warn_unenforced: false' on this"
            + " constraint to ignore this warning.");
  }

  private String ofColumn(Map<?, ?> constraint) {
    String expression = text(constraint, "expression");
    return switch (text(constraint, "type")) {
      case "check" -> expression.isEmpty() ? "" : "check (" + expression + ")";
      case "not_null" -> "not null " + expression;
      case "unique" -> "unique " + expression;
      case "primary_key" -> "primary key " + expression;
      case "foreign_key" -> references(constraint, expression);
      case "custom" -> expression;
      default ->
          throw CallError.compilation("Could not parse constraint: " + Python.str(constraint));
    };
  }

  private String ofModel(Map<?, ?> constraint) {
    String name = text(constraint, "name");
    String prefix = name.isEmpty() ? "" : "constraint " + name + " ";
    String expression = text(constraint, "expression");
    String columns = " (" + joined(constraint.get("columns")) + ")";
    String detail = expression.isEmpty() ? "" : " " + expression;
    return switch (text(constraint, "type")) {
      case "check" -> expression.isEmpty() ? "" : prefix + "check (" + expression + ")";
      case "unique" -> prefix + "unique" + detail + columns;
      case "primary_key" -> prefix + "primary key" + detail + columns;
      case "foreign_key" -> {
        String target = references(constraint, expression);
        yield target.isEmpty() ? "" : prefix + "foreign key" + columns + " " + target;
      }
      case "custom" -> expression.isEmpty() ? "" : prefix + expression;
      case "not_null" -> "";
      default ->
          throw CallError.compilation("Could not parse constraint: " + Python.str(constraint));
    };
  }

  private static String references(Map<?, ?> constraint, String expression) {
    String to = text(constraint, "to");
    List<Object> columns = list(constraint.get("to_columns"));
    if (!to.isEmpty() && !columns.isEmpty()) {
      return "references " + to + " (" + joined(columns) + ")";
    }
    return expression.isEmpty() ? "" : "references " + expression;
  }

  private static String joined(Object columns) {
    return String.join(", ", list(columns).stream().map(Python::str).toList());
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) == null ? "" : Python.str(map.get(key));
  }

  private static List<Object> list(Object value) {
    return value == null ? List.of() : Iteration.toList(value);
  }

  private static Map<?, ?> dict(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw CallError.compilation("Could not parse constraint: " + Python.str(value));
  }
}
