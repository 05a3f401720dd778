package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class DeltaContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.DELTA;
  }
}
