package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

/** Iceberg tables, in a Spark catalog of their own. */
public record IcebergSupport() implements FormatSupport {
  @Override
  public TableFormat format() {
    return TableFormat.ICEBERG;
  }

  @Override
  public Replacement replacement() {
    return Replacement.STATEMENT;
  }
}
