package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class JsonContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.JSON;
  }
}
