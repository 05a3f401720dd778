package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;
import java.util.Objects;

/**
 * Iceberg tables, in a Spark catalog of their own. Those of S3 Tables differ by that catalog's
 * settings, and in that nobody says where they lie.
 */
public record IcebergSupport(TableFormat format) implements FormatSupport {
  public IcebergSupport {
    Objects.requireNonNull(format, "format");
  }

  @Override
  public String provider() {
    return TableFormat.ICEBERG.dbtName();
  }

  @Override
  public Replacement replacement() {
    return Replacement.STATEMENT;
  }
}
