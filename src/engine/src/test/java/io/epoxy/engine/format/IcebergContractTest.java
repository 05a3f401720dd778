package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class IcebergContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.ICEBERG;
  }
}
