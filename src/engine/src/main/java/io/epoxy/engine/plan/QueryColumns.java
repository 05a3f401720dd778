package io.epoxy.engine.plan;

import io.epoxy.model.relation.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** The same, asking for columns at most once for each query. Not thread-safe. */
  default QueryColumns remembering() {
    QueryColumns asked = this;
    Map<String, List<Column>> known = new HashMap<>();
    return new QueryColumns() {
      @Override
      public List<Column> of(String query) {
        List<Column> columns = known.get(query);
        if (columns == null) {
          columns = asked.of(query);
          known.put(query, columns);
        }
        return columns;
      }

      @Override
      public boolean isDeterministic(String query) {
        return asked.isDeterministic(query);
      }
    };
  }
}
