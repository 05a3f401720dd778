package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

class CsvContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.CSV;
  }
}
