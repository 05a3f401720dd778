package io.epoxy.compiler.parse;

import io.epoxy.jinja.value.Python;
import io.epoxy.model.graph.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code constraints:} of models and columns (dbt-common {@code contracts/constraints.py}). */
final class ConstraintReader {
  private ConstraintReader() {}

  /** The constraint; empty when its type is missing or not one of dbt's. */
  static Optional<Constraint> read(Map<String, Object> written) {
    if (!(written.get("type") instanceof String name)) {
      return Optional.empty();
    }
    return Constraint.Type.find(name)
        .map(
            type ->
                new Constraint(
                    type,
                    text(written, "name"),
                    text(written, "expression"),
                    !Boolean.FALSE.equals(written.get("warn_unenforced")),
                    !Boolean.FALSE.equals(written.get("warn_unsupported")),
                    text(written, "to"),
                    Properties.texts(written.get("to_columns")),
                    Properties.texts(written.get("columns"))));
  }

  private static Optional<String> text(Map<String, Object> written, String key) {
    return Optional.ofNullable(written.get(key)).map(String::valueOf);
  }

  /**
   * Python's repr() of dbt's list of constraints: part of the text that a contract's hash is of.
   */
  static String repr(List<Constraint> constraints, Owner owner) {
    List<String> all = new ArrayList<>();
    constraints.forEach(constraint -> all.add(repr(constraint, owner)));
    return "[" + String.join(", ", all) + "]";
  }

  /** Whose constraints they are: dbt has a class for each. */
  enum Owner {
    MODEL,
    COLUMN
  }

  private static String repr(Constraint constraint, Owner owner) {
    String type = constraint.type().dbtName();
    String text =
        (owner == Owner.MODEL ? "ModelLevelConstraint" : "ColumnLevelConstraint")
            + "(type=<ConstraintType."
            + type
            + ": '"
            + type
            + "'>, name="
            + repr(constraint.name())
            + ", expression="
            + repr(constraint.expression())
            + ", warn_unenforced="
            + Python.repr(constraint.warnUnenforced())
            + ", warn_unsupported="
            + Python.repr(constraint.warnUnsupported())
            + ", to="
            + repr(constraint.to())
            + ", to_columns="
            + Python.repr(new ArrayList<Object>(constraint.toColumns()));
    return owner == Owner.MODEL
        ? text + ", columns=" + Python.repr(new ArrayList<Object>(constraint.columns())) + ")"
        : text + ")";
  }

  private static String repr(Optional<String> text) {
    return Python.repr(text.orElse(null));
  }
}
