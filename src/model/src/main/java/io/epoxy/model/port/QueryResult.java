package io.epoxy.model.port;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.relation.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rows of one query.
 *
 * @param columns names and Spark types, in order
 * @param rows each as long as {@code columns}; cells are null, Boolean, Long, Double, BigDecimal,
 *     String, java.time.LocalDate, java.time.LocalDateTime, java.time.Instant, or List / Map of
 *     these
 */
public record QueryResult(List<Column> columns, List<List<Object>> rows) {
  public QueryResult {
    columns = ImmutableList.copyOf(columns);
    List<List<Object>> copy = new ArrayList<>(rows.size());
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has " + row.size() + " cells for " + columns.size() + " columns");
      }
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }
}
