package io.epoxy.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.execute.SessionSettings.Sessions;
import io.epoxy.model.config.Target;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
  private static final Path STATE = Path.of("/project/.epoxy");

  @Test
  void aProjectPaysOnlyForItsFormats() {
    SessionSettings plain =
        SessionSettings.local(STATE, target(Map.of()), Set.of(TableFormat.PARQUET));
    assertThat(plain.context()).doesNotContainKey("spark.sql.extensions");
    assertThat(plain.icebergCatalog()).isEmpty();
    SessionSettings all =
        SessionSettings.local(
            STATE,
            target(Map.of("custom_iceberg_catalog_namespace", "lake")),
            EnumSet.allOf(TableFormat.class));
    assertThat(all.context())
        .containsEntry(
            "spark.sql.extensions",
            "io.delta.sql.DeltaSparkSessionExtension,"
                + "org.apache.spark.sql.hudi.HoodieSparkSessionExtension,"
                + "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
        .containsEntry(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .containsEntry("spark.sql.catalog.lake.type", "hadoop")
        .containsEntry("spark.sql.catalog.lake.warehouse", "file:///project/.epoxy/warehouse");
  }

  @Test
  void fineGrainedAccessControlAllowsOneSession() {
    String key = "enable-lakeformation-fine-grained-access";
    assertThat(sessionsOf("--enable-metrics=true, --" + key + "=true")).isEqualTo(Sessions.ONE);
    assertThat(sessionsOf(Map.of("--" + key, "True"))).isEqualTo(Sessions.ONE);
    assertThat(sessionsOf(Map.of(key, true))).isEqualTo(Sessions.ONE);
    assertThat(sessionsOf("{\"--" + key + "\": \"true\"}")).isEqualTo(Sessions.ONE);
    assertThat(sessionsOf("--" + key + "=false")).isEqualTo(Sessions.ANY);
    assertThat(sessionsOf("--enable-metrics=true")).isEqualTo(Sessions.ANY);
    assertThat(SessionSettings.glue(target(Map.of()), Set.of(), Map.of(), Map.of()).sessions())
        .isEqualTo(Sessions.ANY);
  }

  private static Sessions sessionsOf(Object arguments) {
    Target target = target(Map.of("default_arguments", arguments));
    return SessionSettings.glue(target, Set.of(), Map.of(), Map.of()).sessions();
  }

  @Test
  void theProfilesConfCountsLocallyWhereItChangesWhatSqlMeans() {
    Target target =
        target(
            Map.of(
                "conf",
                "spark.sql.legacy.timeParserPolicy=LEGACY --conf spark.sql.shuffle.partitions=7"
                    + " --conf spark.sql.catalog.glue_catalog=x.Y --conf spark.executor.memory=9g"));
    assertThat(SessionSettings.local(STATE, target, Set.of()).session())
        .containsEntry("spark.sql.legacy.timeParserPolicy", "LEGACY")
        .doesNotContainEntry("spark.sql.shuffle.partitions", "7")
        .doesNotContainKeys("spark.sql.catalog.glue_catalog", "spark.executor.memory");
  }

  @Test
  void aProfileOfGlue6HasAnsiModeLocallyUnlessItsConfSaysOtherwise() {
    String ansi = "spark.sql.ansi.enabled";
    Map<String, Object> six = Map.of("glue_version", "6.0");
    Map<String, Object> off = Map.of("glue_version", "6.0", "conf", ansi + "=false");
    assertThat(SessionSettings.local(STATE, target(six), Set.of()).session())
        .containsEntry(ansi, "true");
    assertThat(SessionSettings.local(STATE, target(off), Set.of()).session())
        .containsEntry(ansi, "false");
    assertThat(
            SessionSettings.local(STATE, target(Map.of("glue_version", "5.1")), Set.of()).session())
        .doesNotContainKey(ansi);
  }

  @Test
  void glueGetsIcebergDefaultsWhereTheJobHasNone() {
    Map<String, String> given =
        Map.of("spark.sql.catalog.glue_catalog.warehouse", "s3://mine/", "spark.app.name", "job");
    Map<String, String> session =
        SessionSettings.glue(
                target(Map.of("location", "s3://bucket/root")),
                Set.of(TableFormat.ICEBERG),
                given,
                Map.of())
            .session();
    assertThat(session)
        .containsEntry("spark.sql.catalog.glue_catalog", "org.apache.iceberg.spark.SparkCatalog")
        .containsEntry(
            "spark.sql.catalog.glue_catalog.catalog-impl",
            "org.apache.iceberg.aws.glue.GlueCatalog")
        .containsEntry(
            "spark.sql.catalog.glue_catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO")
        .doesNotContainKey("spark.sql.catalog.glue_catalog.warehouse")
        .doesNotContainKey("spark.hadoop.fs.s3a.endpoint");
  }

  @Test
  void anEmulatorsEndpointsReachSparkAndIceberg() {
    Map<String, String> session =
        SessionSettings.glue(
                target(Map.of()),
                Set.of(TableFormat.ICEBERG),
                Map.of(),
                Map.of(
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:5000",
                    "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:5001"))
            .session();
    assertThat(session)
        .containsEntry("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:5001")
        .containsEntry("spark.hadoop.fs.s3a.path.style.access", "true")
        .containsEntry("spark.hadoop.fs.s3a.connection.ssl.enabled", "false")
        .containsEntry("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
        .containsEntry("spark.sql.catalog.glue_catalog.s3.endpoint", "http://127.0.0.1:5001")
        .containsEntry("spark.sql.catalog.glue_catalog.s3.path-style-access", "true")
        .containsEntry("spark.sql.catalog.glue_catalog.glue.endpoint", "http://127.0.0.1:5000");
  }

  private static Target target(Map<String, Object> values) {
    return new Target("shop", "dev", "glue", "analytics", 4, values);
  }

  /** dbt-glue's DBT_S3_TABLES_BUCKET; the AWS side of S3 Tables cannot run in a test. */
  @Test
  void s3TablesAreFoundByTheCatalogOfTheirBucket() {
    Map<String, String> env = Map.of("DBT_S3_TABLES_BUCKET", "1234:s3tablescatalog/lake");
    Target target =
        new Target("t", "prod", "glue", "lake", 1, Map.of("location", "s3://bucket/root"));
    SessionSettings settings =
        SessionSettings.glue(target, Set.of(TableFormat.S3TABLES), Map.of(), env);
    assertThat(settings.icebergCatalog()).contains("glue_catalog");
    assertThat(settings.session())
        .containsEntry("spark.sql.catalog.glue_catalog", "org.apache.iceberg.spark.SparkCatalog")
        .containsEntry(
            "spark.sql.catalog.glue_catalog.catalog-impl",
            "org.apache.iceberg.aws.glue.GlueCatalog")
        .containsEntry("spark.sql.catalog.glue_catalog.glue.id", "1234:s3tablescatalog/lake");
    assertThat(SessionSettings.glue(target, Set.of(TableFormat.ICEBERG), Map.of(), env).session())
        .doesNotContainKey("spark.sql.catalog.glue_catalog.glue.id");
  }
}
