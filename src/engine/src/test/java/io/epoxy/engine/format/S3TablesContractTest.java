package io.epoxy.engine.format;

import io.epoxy.model.relation.TableFormat;

/** On this machine S3 Tables are Iceberg tables of the local catalog. */
class S3TablesContractTest extends FormatContract {
  @Override
  TableFormat format() {
    return TableFormat.S3TABLES;
  }
}
