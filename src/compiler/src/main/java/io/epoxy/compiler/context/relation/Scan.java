package io.epoxy.compiler.context.relation;

import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of a relation is read: {@code --empty} reads no rows, {@code --sample} and batches those
 * of a time. The limit is inside the filter (dbt-adapters {@code BaseRelation.__str__}).
 */
public record Scan(Optional<Integer> limit, Optional<EventTimeFilter> filter) {
  public static final Scan WHOLE = new Scan(Optional.empty(), Optional.empty());
  public static final Scan NO_ROWS = new Scan(Optional.of(0), Optional.empty());

  public Scan {
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(filter, "filter");
  }

  public Scan filtered(Optional<EventTimeFilter> by) {
    return by.isEmpty() ? this : new Scan(limit, by);
  }

  Scan limitedTo(Object value) {
    return new Scan(
        value == null ? Optional.empty() : Optional.of(Numbers.smallInt(value)), filter);
  }

  /** The relation as it stands in a FROM clause; Spark needs no alias. */
  String of(String name) {
    String read = name;
    if (limit.isPresent()) {
      String condition = limit.get() == 0 ? " where false" : "";
      read =
          "(select * from " + read + condition + " limit " + Python.str((long) limit.get()) + ")";
    }
    String condition = filter.map(EventTimeFilter::condition).orElse("");
    return condition.isEmpty() ? read : "(select * from " + read + " where " + condition + ")";
  }
}
