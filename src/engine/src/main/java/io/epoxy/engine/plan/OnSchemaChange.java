package io.epoxy.engine.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** dbt's {@code on_schema_change}. */
public enum OnSchemaChange {
  IGNORE,
  FAIL,
  APPEND_NEW_COLUMNS,
  SYNC_ALL_COLUMNS;

  static Optional<OnSchemaChange> find(String dbtName) {
    return Arrays.stream(values()).filter(value -> value.dbtName().equals(dbtName)).findFirst();
  }

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
