package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A constraint of a model or a column (dbt-common {@code contracts/constraints.py}).
 *
 * @param expression for a check its predicate, else whatever follows the keywords
 * @param warnUnenforced warn when the platform takes it and does not hold it
 * @param warnUnsupported warn when the platform does not take it
 * @param to the call that gives a foreign key's other table, for example {@code ref('orders')}
 * @param toColumns the other table's columns
 * @param columns the columns that a model's constraint spans; none for a column's
 */
public record Constraint(
    Type type,
    Optional<String> name,
    Optional<String> expression,
    boolean warnUnenforced,
    boolean warnUnsupported,
    Optional<String> to,
    List<String> toColumns,
    List<String> columns) {

  public Constraint {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(to, "to");
    toColumns = ImmutableList.copyOf(toColumns);
    columns = ImmutableList.copyOf(columns);
  }

  /** The same constraint, its other table written otherwise. */
  public Constraint withTo(String other) {
    return new Constraint(
        type,
        name,
        expression,
        warnUnenforced,
        warnUnsupported,
        Optional.of(other),
        toColumns,
        columns);
  }

  /** In dbt's order; the lower-case name is the spelling in YAML. */
  public enum Type {
    CHECK,
    NOT_NULL,
    UNIQUE,
    PRIMARY_KEY,
    FOREIGN_KEY,
    CUSTOM;

    public String dbtName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Type> find(String dbtName) {
      for (Type type : values()) {
        if (type.dbtName().equals(dbtName)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }
}
