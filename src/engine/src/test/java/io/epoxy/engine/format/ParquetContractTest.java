package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class ParquetContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.PARQUET;
  }
}
