package io.epoxy.compiler.context.relation;

import java.util.Objects;
import java.util.Optional;

/**
 * The rows of a sample or a batch: {@code start <= field < end}.
 *
 * @param field the column, as it stands in SQL
 * @param start Python's str() of a datetime
 * @param end likewise
 */
public record EventTimeFilter(String field, Optional<String> start, Optional<String> end) {
  public EventTimeFilter {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
  }

  /** The condition; empty without any bound. */
  String condition() {
    String from = start.map(at -> field + " >= '" + at + "'").orElse("");
    String until = end.map(at -> field + " < '" + at + "'").orElse("");
    return from + (from.isEmpty() || until.isEmpty() ? "" : " and ") + until;
  }
}
