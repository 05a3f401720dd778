package io.epoxy.engine.catalog;

import io.epoxy.engine.plan.PassingName;
import io.epoxy.model.relation.Relation;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogWithListener;
import org.apache.spark.sql.hive.HiveExternalCatalog;
import org.apache.spark.sql.hive.client.HiveClient;

/**
 * Replaces a whole definition in Hive's metastore or Glue by one update, schema included. Spark's
 * own alterTable keeps the old schema (HiveExternalCatalog, Spark 3.5), so the definition is made
 * under a {@link PassingName}, which spells it as the metastore stores it, and that text becomes
 * the table's. Loaded only when Hive support is on.
 */
final class HiveSwap {
  private HiveSwap() {}

  static void replace(ExternalCatalog catalog, CatalogTable table) {
    TableState wanted = ScalaBridge.state(table);
    String version = PassingName.version(Instant.now(), ThreadLocalRandom.current().nextInt());
    String passing =
        new PassingName(Relation.of(wanted.database(), wanted.name()), version)
            .relation()
            .identifier();
    HiveClient client =
        ((HiveExternalCatalog) ((ExternalCatalogWithListener) catalog).unwrapped()).client();
    catalog.createTable(ScalaBridge.spark(wanted.named(passing)), false);
    try {
      TableState raw = ScalaBridge.state(client.getTable(wanted.database(), passing));
      client.alterTable(
          wanted.database(), wanted.name(), ScalaBridge.spark(raw.named(wanted.name())));
    } finally {
      catalog.dropTable(wanted.database(), passing, true, false);
    }
  }
}
