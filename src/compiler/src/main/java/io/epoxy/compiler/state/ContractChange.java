package io.epoxy.compiler.state;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of a model's contract.
 *
 * @param isSame nothing changed
 * @param breaking what readers of the model would stumble over, in dbt's sentences. Constraints
 *     that are lost do not count: Spark enforces none (dbt-spark's {@code CONSTRAINT_SUPPORT})
 */
record ContractChange(boolean isSame, List<String> breaking) {
  private static final ContractChange SAME = new ContractChange(true, List.of());
  private static final ContractChange CHANGED = new ContractChange(false, List.of());
  private static final Set<String> WITH_CONSTRAINTS = Set.of("table", "incremental");

  ContractChange {
    breaking = ImmutableList.copyOf(breaking);
  }

  static ContractChange of(ShownResource old, ShownResource now) {
    boolean was = old.flag("contract", "enforced");
    boolean is = now.flag("contract", "enforced");
    if (!was) {
      return is ? CHANGED : SAME;
    }
    if (is && now.sameAt(old, "contract", "checksum")) {
      return SAME;
    }
    List<String> breaking = new ArrayList<>();
    if (!is) {
      breaking.add(
          "Contract enforcement was removed: Previously, this model had an enforced contract. It is"
              + " no longer configured to enforce its contract, and this is a breaking change.");
    }
    addColumns(old, now, breaking);
    addMaterialization(old, now, breaking);
    return new ContractChange(false, breaking);
  }

  private static void addColumns(ShownResource old, ShownResource now, List<String> breaking) {
    Map<String, Object> columns = now.map("columns");
    List<String> removed = new ArrayList<>();
    List<String> retyped = new ArrayList<>();
    new TreeMap<>(old.map("columns"))
        .forEach(
            (key, column) -> {
              String name = Objects.toString(in(column, "name"), key);
              if (!columns.containsKey(key)) {
                removed.add(name);
                return;
              }
              Object then = in(column, "data_type");
              Object type = in(columns.get(key), "data_type");
              if (!baseType(then).equals(baseType(type))) {
                retyped.add(name + " (" + orNone(then) + " -> " + orNone(type) + ")");
              }
            });
    addList(breaking, "Columns were removed: ", removed);
    addList(breaking, "Columns with data_type changes: ", retyped);
  }

  private static void addMaterialization(
      ShownResource old, ShownResource now, List<String> breaking) {
    String then = old.text("config", "materialized").orElse("view");
    String type = now.text("config", "materialized").orElse("view");
    boolean hadConstraints =
        !old.list("constraints").isEmpty()
            || old.map("columns").values().stream()
                .anyMatch(column -> in(column, "constraints") instanceof List<?> l && !l.isEmpty());
    if (WITH_CONSTRAINTS.contains(then) && !WITH_CONSTRAINTS.contains(type) && hadConstraints) {
      addList(
          breaking,
          "Materialization changed with enforced constraints: ",
          List.of(then + " -> " + type));
    }
  }

  private static void addList(List<String> breaking, String head, List<String> items) {
    if (!items.isEmpty()) {
      breaking.add(head + "\n    - " + String.join("\n    - ", items));
    }
  }

  /** Size, precision and scale may change. */
  private static String baseType(Object type) {
    String text = Objects.toString(type, "");
    int bracket = text.indexOf('(');
    return (bracket < 0 ? text : text.substring(0, bracket)).strip().toLowerCase(Locale.ROOT);
  }

  private static String orNone(Object type) {
    return Objects.toString(type, "None");
  }

  private static Object in(Object column, String key) {
    return column instanceof Map<?, ?> map ? map.get(key) : null;
  }
}
