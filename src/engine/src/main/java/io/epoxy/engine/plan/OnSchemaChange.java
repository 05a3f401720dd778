package io.epoxy.engine.plan;

import java.util.Locale;

/** dbt's {@code on_schema_change}; the compiler has refused other values. */
public enum OnSchemaChange {
  IGNORE,
  FAIL,
  APPEND_NEW_COLUMNS,
  SYNC_ALL_COLUMNS;

  static OnSchemaChange of(String dbtName) {
    return valueOf(dbtName.toUpperCase(Locale.ROOT));
  }

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
