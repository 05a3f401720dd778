package io.epoxy.model.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a model breaks its contract, as a table (dbt-core 1.12 {@code ContractError}). */
public final class ContractMessage {
  private static final List<String> HEADER =
      List.of("column_name", "definition_type", "contract_type", "mismatch_reason");
  private static final int WIDEST = 50;

  private ContractMessage() {}

  /**
   * The sentence.
   *
   * @param promised types by name, as the property file has them
   * @param found types by name, as the query has them
   */
  public static String of(Map<String, String> promised, Map<String, String> found) {
    if (promised.isEmpty()) {
      return "This model has an enforced contract, and its 'columns' specification is missing";
    }
    List<List<String>> rows = new ArrayList<>();
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
    rows.sort(Comparator.comparing(row -> row.get(0)));
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADER);
    rows.forEach(row -> lines.add(row.stream().map(cell -> TextTable.cut(cell, WIDEST)).toList()));
    return "This model has an enforced contract that failed.\nPlease ensure the name, data_type, and"
        + " number of columns in your contract match the columns in your model's definition.\n\n"
        + TextTable.draw(lines, Set.of());
  }
}
