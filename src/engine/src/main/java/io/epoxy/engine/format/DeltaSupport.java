package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

/** Delta tables, in the session catalog, which knows of them no more than their folder. */
public record DeltaSupport() implements FormatSupport {
  @Override
  public TableFormat format() {
    return TableFormat.DELTA;
  }

  /** Delta 3.3.2 refuses the statement on Spark 3.5.6 (delta-io/delta issue 4671). */
  @Override
  public Replacement replacement() {
    return Replacement.OVERWRITE;
  }

  @Override
  public boolean mergesItselfOnlyFromViews() {
    return true;
  }
}
