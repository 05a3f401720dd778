package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class HudiContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.HUDI;
  }
}
