package io.epoxy.engine.check;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.result.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the rows of a unit test's query: those that the model gave and those that were expected
 * must be the same, however often each is there and in whatever order (dbt-core 1.12 {@code
 * TestRunner}). Pure.
 */
public final class UnitCheck {
  private static final String LABEL = "actual_or_expected";

  private UnitCheck() {}

  /**
   * The test's end.
   *
   * @param result rows with a column {@code actual_or_expected} that says which they are
   */
  public static DataTest.Verdict judge(QueryResult result) {
    return judge(result.columns().stream().map(Column::name).toList(), result.rows())
        .orElseThrow(() -> new IllegalStateException("the query lost its column " + LABEL));
  }

  /**
   * The end of a test that a macro ran.
   *
   * @throws EpoxyException COMPILATION when its rows do not say which they are
   */
  public static DataTest.Verdict judge(Node test, List<String> columns, List<List<Object>> main) {
    return judge(columns, main)
        .orElseThrow(
            () ->
                new EpoxyException(
                    ErrorCode.COMPILATION,
                    "The main statement of the materialization 'unit' has no column '"
                        + LABEL
                        + "'.",
                    test.info().location()));
  }

  private static Optional<DataTest.Verdict> judge(List<String> columns, List<List<Object>> rows) {
    List<String> names = columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int label = names.indexOf(LABEL);
    if (label < 0) {
      return Optional.empty();
    }
    List<List<Object>> actual = new ArrayList<>();
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : rows) {
      if ("actual".equals(row.get(label))) {
        actual.add(without(label, row));
      } else if ("expected".equals(row.get(label))) {
        expected.add(without(label, row));
      }
    }
    RowDiff diff = RowDiff.of(expected, actual);
    if (diff.isEmpty()) {
      return Optional.of(new DataTest.Verdict(RunStatus.PASS, 0, Optional.empty()));
    }
    String shown = diff.render(without(label, columns));
    String message = "\n\nactual differs from expected:\n\n" + shown + "\n";
    return Optional.of(new DataTest.Verdict(RunStatus.FAIL, 1, Optional.of(message)));
  }

  private static <T> List<T> without(int index, List<T> all) {
    List<T> others = new ArrayList<>(all);
    others.remove(index);
    return others;
  }

  /** What went wrong before there were rows, below dbt's sentence. */
  public static EpoxyException failed(Node test, EpoxyException cause) {
    String place =
        cause.code() == ErrorCode.COMPILATION
            ? " in unit_test " + test.name() + " (" + test.info().originalFilePath() + ")"
            : "";
    return new EpoxyException(
        ErrorCode.PROJECT,
        "An error occurred during execution of unit test '"
            + test.name()
            + "'. There may be an error in the unit test definition: check the data types.\n "
            + cause.code().heading()
            + place
            + "\n  "
            + cause.getMessage().strip().replace("\n", "\n  "),
        cause.location().orElse(test.info().location()),
        cause);
  }
}
