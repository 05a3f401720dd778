package io.epoxy.engine.plan;

import io.epoxy.model.relation.Column;
import java.util.List;

/** What a query's result looks like; asked only where the plan depends on it. Runs nothing. */
@FunctionalInterface
public interface QueryColumns {
  /**
   * @throws io.epoxy.model.error.EpoxyException DATABASE when the query cannot be analysed
   */
  List<Column> of(String query);

  /**
   * Whether the query gives the same rows each time that it runs, by Spark's word for it: {@code
   * uuid()} does not, nor do {@code first} and {@code collect_list}, which depend on the order of
   * rows.
   *
   * @throws io.epoxy.model.error.EpoxyException DATABASE when the query cannot be analysed
   */
  default boolean isDeterministic(String query) {
    return true;
  }
}
