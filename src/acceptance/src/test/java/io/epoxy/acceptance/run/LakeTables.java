package io.epoxy.acceptance.run;

import io.epoxy.acceptance.glue.GlueAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of a {@link GlueAccount}, as a Spark of its own sees them. */
final class LakeTables implements AutoCloseable {
  private static final String ICEBERG = "spark.sql.catalog.glue_catalog";

  private final SparkSession spark;

  private LakeTables(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Opens the account's catalogs.
   *
   * @param warehouse where Iceberg tables without a location would lie
   */
  static LakeTables open(GlueAccount account, String warehouse) {
    Map<String, String> environment = account.environment();
    // The SDK's default chain, which Iceberg's Glue client uses, reads these.
    System.setProperty("aws.region", GlueAccount.REGION);
    System.setProperty("aws.accessKeyId", environment.get("AWS_ACCESS_KEY_ID"));
    System.setProperty("aws.secretAccessKey", environment.get("AWS_SECRET_ACCESS_KEY"));
    SparkSession.Builder builder = SparkSession.builder();
    account.sparkProperties().forEach(builder::config);
    builder.config(ICEBERG, "org.apache.iceberg.spark.SparkCatalog");
    builder.config(ICEBERG + ".catalog-impl", "org.apache.iceberg.aws.glue.GlueCatalog");
    builder.config(ICEBERG + ".io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    builder.config(ICEBERG + ".warehouse", warehouse);
    builder.config(ICEBERG + ".glue.endpoint", environment.get("AWS_ENDPOINT_URL_GLUE"));
    builder.config(ICEBERG + ".s3.endpoint", environment.get("AWS_ENDPOINT_URL"));
    return new LakeTables(builder.enableHiveSupport().getOrCreate());
  }

  /** Makes the source table of nyc-taxi, as somebody must have made it in a real lake. */
  void registerRecords(String location) {
    spark.sql("create database data_source");
    spark.sql(
        "create table data_source.records (vendor_id int, pickup_datetime timestamp,"
            + " dropoff_datetime timestamp, passenger_count int, trip_distance double,"
            + " total_amount double, type string, year int, month int) using parquet"
            + " partitioned by (type, year, month) location '"
            + location
            + "'");
    spark.sql("msck repair table data_source.records");
  }

  /** A table as CSV lines with a header, ordered by month_key. */
  List<String> csv(String table) {
    spark.catalog().refreshTable(table);
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : spark.sql("select * from " + table + " order by month_key").collectAsList()) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(row.get(i));
      }
      rows.add(cells);
    }
    return Csv.lines(List.of(spark.table(table).columns()), rows);
  }

  long count(String sql) {
    return spark.sql(sql).count();
  }

  @Override
  public void close() {
    spark.stop();
  }
}
