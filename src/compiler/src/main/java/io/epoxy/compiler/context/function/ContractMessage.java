package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a model breaks its contract, as a table (dbt-core 1.12 {@code ContractError}). */
final class ContractMessage {
  private static final List<Column> COLUMNS =
      Stream.of("column_name", "definition_type", "contract_type", "mismatch_reason")
          .map(name -> Column.of(name, "string"))
          .toList();

  private ContractMessage() {}

  /** From the columns of the contract and those of the query, as format_columns() makes them. */
  static String of(Arguments arguments) {
    Map<String, String> promised = types(arguments.require("raise_contract_error", 0, "yaml"));
    Map<String, String> found = types(arguments.require("raise_contract_error", 1, "sql"));
    if (promised.isEmpty()) {
      return "This model has an enforced contract, and its 'columns' specification is missing";
    }
    List<List<Object>> rows = new ArrayList<>();
    found.forEach(
        (name, type) -> {
          String wanted = promised.get(name);
          if (wanted == null) {
            rows.add(List.of(name, type, "", "missing in contract"));
          } else if (!wanted.equals(type)) {
            rows.add(List.of(name, type, wanted, "data type mismatch"));
          }
        });
    promised.forEach(
        (name, type) -> {
          if (!found.containsKey(name)) {
            rows.add(List.of(name, "", type, "missing in definition"));
          }
        });
    rows.sort(Comparator.comparing(row -> Python.str(row.get(0))));
    String table =
        TableObject.of(new QueryResult(COLUMNS, rows), MessageSink.NONE)
            .print(Integer.MAX_VALUE, 50);
    return "This model has an enforced contract that failed.\nPlease ensure the name, data_type, and"
        + " number of columns in your contract match the columns in your model's definition.\n\n"
        + table;
  }

  private static Map<String, String> types(Object columns) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Object column : Iteration.of(columns)) {
      if (column instanceof Map<?, ?> map) {
        types.put(Python.str(map.get("name")), Python.str(map.get("data_type")));
      }
    }
    return types;
  }
}
