package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;
import java.util.Optional;

/** How a table format is spelled in Spark. One per {@link TableFormat} that can be built. */
public sealed interface FormatSupport permits FileFormatSupport, IcebergSupport {
  /** The format; empty when tables of it cannot be built yet. */
  static Optional<FormatSupport> find(TableFormat format) {
    switch (format) {
      case PARQUET:
      case ORC:
      case CSV:
      case JSON:
      case TEXT:
        return Optional.of(new FileFormatSupport(format));
      case ICEBERG:
        return Optional.of(new IcebergSupport());
      default:
        return Optional.empty();
    }
  }

  TableFormat format();

  /** The word after USING. */
  default String provider() {
    return format().dbtName();
  }
}
