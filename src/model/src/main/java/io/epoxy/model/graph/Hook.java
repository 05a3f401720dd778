package io.epoxy.model.graph;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A statement of the user that runs before or after a node. It is rendered when its turn comes,
 * since its template may ask for what the steps before it made (dbt-adapters 1.x, {@code
 * run_hooks}).
 *
 * @param written as it stands in the project
 * @param statement renders it; blank text is no statement
 */
public record Hook(String written, Supplier<String> statement) {
  public Hook {
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(statement, "statement");
  }

  /** A hook without a template. */
  public static Hook of(String sql) {
    return new Hook(sql, () -> sql);
  }

  /** The same, its statement changed. */
  public Hook then(UnaryOperator<String> change) {
    return new Hook(written, () -> change.apply(statement.get()));
  }
}
