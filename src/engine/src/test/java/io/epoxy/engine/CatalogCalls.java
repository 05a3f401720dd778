package io.epoxy.engine;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogWithListener;
import scala.collection.Seq;

/**
 * Writes down what is asked of the catalog, by the engine and by Spark itself: in Glue each is a
 * request over the network. Not thread-safe.
 */
final class CatalogCalls extends ExternalCatalogWithListener implements AutoCloseable {
  private final List<String> asked = new ArrayList<>();
  private final ExternalCatalog counted;

  private CatalogCalls(ExternalCatalog counted) {
    super(counted);
    this.counted = counted;
  }

  /** From now on, until closed. */
  static CatalogCalls begin() throws IllegalAccessException {
    ExternalCatalogWithListener spark = SparkSession.active().sharedState().externalCatalog();
    CatalogCalls calls = new CatalogCalls(spark.unwrapped());
    field().set(spark, calls);
    return calls;
  }

  private static Field field() {
    Field field =
        Arrays.stream(ExternalCatalogWithListener.class.getDeclaredFields())
            .filter(declared -> declared.getType() == ExternalCatalog.class)
            .findFirst()
            .orElseThrow();
    field.setAccessible(true);
    return field;
  }

  /** The calls since the last time. */
  List<String> take() {
    List<String> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  @Override
  public boolean databaseExists(String database) {
    asked.add("is there " + database);
    return super.databaseExists(database);
  }

  @Override
  public boolean tableExists(String database, String table) {
    asked.add("is there " + database + "." + table);
    return super.tableExists(database, table);
  }

  @Override
  public CatalogTable getTable(String database, String table) {
    asked.add("get " + database + "." + table);
    return super.getTable(database, table);
  }

  @Override
  public Seq<CatalogTable> getTablesByName(String database, Seq<String> tables) {
    asked.add("get " + database + "." + tables.mkString(","));
    return super.getTablesByName(database, tables);
  }

  @Override
  public Seq<String> listTables(String database) {
    asked.add("list " + database);
    return super.listTables(database);
  }

  @Override
  public void createTable(CatalogTable table, boolean ignoreIfExists) {
    asked.add("create " + table.identifier().table());
    super.createTable(table, ignoreIfExists);
  }

  @Override
  public void alterTable(CatalogTable table) {
    asked.add("alter " + table.identifier().table());
    super.alterTable(table);
  }

  @Override
  public void dropTable(String database, String table, boolean ignoreIfNotExists, boolean purge) {
    asked.add("drop " + table);
    super.dropTable(database, table, ignoreIfNotExists, purge);
  }

  @Override
  public void close() throws IllegalAccessException {
    field().set(SparkSession.active().sharedState().externalCatalog(), counted);
  }
}
