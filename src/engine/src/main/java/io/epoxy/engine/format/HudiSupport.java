package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

/** Hudi tables, in the session catalog; written by Hudi's own writer for its options' sake. */
public record HudiSupport() implements FormatSupport {
  @Override
  public TableFormat format() {
    return TableFormat.HUDI;
  }

  @Override
  public Replacement replacement() {
    return Replacement.WRITER;
  }
}
