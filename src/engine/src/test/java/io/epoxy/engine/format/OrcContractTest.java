package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class OrcContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.ORC;
  }
}
