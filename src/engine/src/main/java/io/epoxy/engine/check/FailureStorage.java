package io.epoxy.engine.check;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;

/** What becomes of a data test's failing rows (dbt-core 1.12, the {@code test} materialization). */
public enum FailureStorage {
  NONE,
  TABLE,
  VIEW;

  /** Whether the rows of a test are stored, in whatever way. */
  public static boolean isWanted(Node test, boolean flag) {
    return test.info().config().flag("store_failures", flag);
  }

  /**
   * As the test's config says, else the flag.
   *
   * @param flag {@code --store-failures}
   * @throws EpoxyException COMPILATION for a word that dbt does not know
   */
  public static FailureStorage of(Node test, boolean flag) {
    if (!isWanted(test, flag)) {
      return NONE;
    }
    String as = test.info().config().string("store_failures_as").orElse("table");
    switch (as) {
      case "table":
        return TABLE;
      case "view":
        return VIEW;
      default:
        throw new EpoxyException(
            ErrorCode.COMPILATION,
            "'"
                + as
                + "' is not a valid value for `store_failures_as`. Accepted values are:"
                + " ['ephemeral', 'table', 'view']",
            test.info().location());
    }
  }
}
