package io.epoxy.engine.catalog;

import static io.epoxy.engine.catalog.ScalaBridge.map;
import static io.epoxy.engine.catalog.ScalaBridge.option;
import static io.epoxy.engine.catalog.ScalaBridge.seq;

import java.util.Map;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.BucketSpec;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** A table as the catalog of Spark 4.1 has it; the collation is nothing we set. */
final class CatalogTables {
  private CatalogTables() {}

  static CatalogTable of(TableState state) {
    return new CatalogTable(
        TableIdentifier.apply(state.name(), Option.apply(state.database())),
        CatalogTableType.apply(state.kind().name()),
        ScalaBridge.spark(state.storage()),
        (StructType) DataType.fromJson(state.schemaJson()),
        option(state.provider()),
        seq(state.partitionColumns()),
        option(
            state
                .buckets()
                .map(spec -> new BucketSpec(spec.count(), seq(spec.columns()), seq(spec.sorts())))),
        state.ownership().owner(),
        state.ownership().createTime(),
        state.ownership().lastAccessTime(),
        state.ownership().createVersion(),
        map(state.properties()),
        Option.empty(),
        option(state.viewText()),
        option(state.comment()),
        Option.empty(),
        seq(state.flags().unsupportedFeatures()),
        state.flags().tracksPartitions(),
        state.flags().preservesCase(),
        map(Map.of()),
        option(state.viewOriginalText()));
  }
}
