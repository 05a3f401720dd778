package io.epoxy.engine.format;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * dbt's {@code clustered_by} with {@code buckets}.
 *
 * @param columns at least one
 * @param count at least 1
 */
public record Buckets(List<String> columns, int count) {
  public Buckets {
    columns = ImmutableList.copyOf(columns);
    if (columns.isEmpty() || count < 1) {
      throw new IllegalArgumentException("no buckets: " + columns + " into " + count);
    }
  }

  String clause() {
    return "clustered by (" + String.join(", ", columns) + ") into " + count + " buckets";
  }
}
