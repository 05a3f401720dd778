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

  /** The same, asking at most once for each query. Not thread-safe. */
  default QueryColumns remembering() {
    Map<String, List<Column>> known = new HashMap<>();
    return query -> {
      List<Column> columns = known.get(query);
      if (columns == null) {
        columns = of(query);
        known.put(query, columns);
      }
      return columns;
    };
  }
}
