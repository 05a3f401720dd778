package io.epoxy.acceptance.run;

import io.epoxy.acceptance.glue.GlueAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A lake that holds what nyc-taxi reads, and nothing that it makes. */
final class TaxiLake {
  static final String BUCKET = "nyc-taxi-lake";

  private TaxiLake() {}

  /**
   * Uploads the project's records, and makes the databases and the source table.
   *
   * @return a view on the lake's tables, to be closed
   */
  static LakeTables fill(GlueAccount account, Path project) {
    account.s3().createBucket(bucket -> bucket.bucket(BUCKET));
    // One catalog on Glue, two here: Iceberg's lies in moto and does not see Spark's databases.
    account
        .glue()
        .createDatabase(create -> create.databaseInput(database -> database.name("nyc_taxi")));
    Path records = project.resolve("data/records");
    try (Stream<Path> files = Files.walk(records)) {
      files.filter(Files::isRegularFile).forEach(file -> upload(account, records, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LakeTables lake = LakeTables.open(account, "s3://" + BUCKET + "/tables");
    lake.registerRecords("s3://" + BUCKET + "/records");
    return lake;
  }

  private static void upload(GlueAccount account, Path records, Path file) {
    String key = "records/" + records.relativize(file).toString().replace('\\', '/');
    account.s3().putObject(put -> put.bucket(BUCKET).key(key), file);
  }
}
