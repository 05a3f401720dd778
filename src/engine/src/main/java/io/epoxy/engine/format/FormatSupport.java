package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;
import java.util.Optional;

/** How a table format is spelled in Spark. One per {@link TableFormat} that can be built. */
public sealed interface FormatSupport
    permits DeltaSupport, FileFormatSupport, HudiSupport, IcebergSupport {
  /** The format; empty when tables of it cannot be built yet. */
  static Optional<FormatSupport> find(TableFormat format) {
    switch (format) {
      case PARQUET:
      case ORC:
      case CSV:
      case JSON:
      case TEXT:
      case HIVE:
        return Optional.of(new FileFormatSupport(format));
      case ICEBERG:
      case S3TABLES:
        return Optional.of(new IcebergSupport(format));
      case DELTA:
        return Optional.of(new DeltaSupport());
      case HUDI:
        return Optional.of(new HudiSupport());
      default:
        return Optional.empty();
    }
  }

  /** How schema and rows of an existing table are replaced in one commit. */
  enum Replacement {
    /** By CREATE OR REPLACE TABLE AS SELECT. */
    STATEMENT,
    /** By an overwrite of the table's folder, schema included. */
    OVERWRITE,
    /** By no commit of its own: by files elsewhere and an update of the catalog. */
    CATALOG,
    /** The same, the files being a whole table that the format's own writer makes. */
    WRITER
  }

  TableFormat format();

  Replacement replacement();

  /** Whether a MERGE into a table can have a query of the same table only as a view. */
  default boolean mergesItselfOnlyFromViews() {
    return false;
  }

  /** The word after USING. */
  default String provider() {
    return format().dbtName();
  }
}
