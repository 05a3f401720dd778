package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;
import java.util.Objects;

/** Plain files listed by the catalog: parquet and its family. */
public record FileFormatSupport(TableFormat format) implements FormatSupport {
  public FileFormatSupport {
    Objects.requireNonNull(format, "format");
  }

  @Override
  public Replacement replacement() {
    return Replacement.CATALOG;
  }
}
