package io.epoxy.engine.check;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.result.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the rows of a unit test's query: those that the model gave and those that were expected
 * must be the same, however often each is there and in whatever order (dbt-core 1.12 {@code
 * TestRunner}). Pure.
 */
public final class UnitCheck {
  private UnitCheck() {}

  /**
   * The test's end.
   *
   * @param result rows whose last column says {@code actual} or {@code expected}
   */
  public static DataTest.Verdict judge(QueryResult result) {
    int last = result.columns().size() - 1;
    List<List<Object>> actual = new ArrayList<>();
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : result.rows()) {
      (row.get(last).equals("actual") ? actual : expected).add(row.subList(0, last));
    }
    List<String> names = result.columns().subList(0, last).stream().map(Column::name).toList();
    RowDiff diff = RowDiff.of(expected, actual);
    if (diff.isEmpty()) {
      return new DataTest.Verdict(RunStatus.PASS, 0, Optional.empty());
    }
    String message = "\n\nactual differs from expected:\n\n" + diff.render(names) + "\n";
    return new DataTest.Verdict(RunStatus.FAIL, 1, Optional.of(message));
  }

  /** What went wrong before there were rows, below dbt's sentence. */
  public static EpoxyException failed(Node test, EpoxyException cause) {
    return new EpoxyException(
        cause.code(),
        "An error occurred during execution of unit test '"
            + test.name()
            + "'. There may be an error in the unit test definition: check the data types.\n "
            + cause.getMessage(),
        cause.location().orElse(test.info().location()),
        cause);
  }
}
