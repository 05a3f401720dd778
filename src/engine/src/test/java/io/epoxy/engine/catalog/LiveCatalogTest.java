package io.epoxy.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.junit.jupiter.api.Test;
import scala.collection.Seq;

/** How often a catalog is asked. */
class LiveCatalogTest {
  private static final int TABLES = 5_000;

  /** failures.md 27: names of all tables in one pattern, or a call for each of them. */
  @Test
  void aSchemaOfFiveThousandTablesIsListedByTwoCalls() {
    Counting store = new Counting();
    store.createDatabase(ScalaBridge.spark(JournalTest.database("shop")), false);
    for (int i = 0; i < TABLES; i++) {
      store.createTable(ScalaBridge.spark(JournalTest.table("t" + i, "one of many")), true);
    }
    store.calls = 0;

    List<LiveCatalog.Counted> listed = new LiveCatalog(store, true).counted("shop");

    assertThat(listed).hasSize(TABLES);
    assertThat(store.calls).isEqualTo(2);
  }

  private static final class Counting extends InMemoryCatalog {
    private int calls;

    Counting() {
      super(new SparkConf(false), new Configuration(false));
    }

    @Override
    public Seq<String> listTables(String database) {
      calls++;
      return super.listTables(database);
    }

    @Override
    public CatalogTable getTable(String database, String table) {
      calls++;
      return super.getTable(database, table);
    }

    @Override
    public Seq<CatalogTable> getTablesByName(String database, Seq<String> tables) {
      calls++;
      return super.getTablesByName(database, tables);
    }
  }
}
