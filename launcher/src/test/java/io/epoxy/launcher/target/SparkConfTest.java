package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.config.Target;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkConfTest {
  private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String ICEBERG =
      "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";

  @Test
  void aProjectWithoutSuchFormatsGetsNothing() {
    assertThat(conf(Map.of(), Set.of(), Targets.with()).settings()).isEmpty();
  }

  @Test
  void icebergGetsItsCatalogAndItsExtension() {
    assertThat(conf(Map.of(), Set.of(LakeFormat.ICEBERG), Targets.with()).settings())
        .isEqualTo(
            Map.of(
                "spark.sql.extensions", ICEBERG,
                "spark.sql.catalog.glue_catalog", "org.apache.iceberg.spark.SparkCatalog",
                "spark.sql.catalog.glue_catalog.catalog-impl",
                    "org.apache.iceberg.aws.glue.GlueCatalog",
                "spark.sql.catalog.glue_catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO",
                "spark.sql.catalog.glue_catalog.warehouse", "s3://lake/tables/"));
  }

  @Test
  void allFormatsStandInTheOrderThatWorks() {
    Map<String, String> settings =
        conf(Map.of(), EnumSet.allOf(LakeFormat.class), Targets.with()).settings();
    assertThat(settings)
        .containsEntry(
            "spark.sql.extensions",
            DELTA + ",org.apache.spark.sql.hudi.HoodieSparkSessionExtension," + ICEBERG)
        .containsEntry(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .containsEntry("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .containsEntry("spark.kryo.registrator", "org.apache.spark.HoodieSparkKryoRegistrar");
  }

  @Test
  void theCatalogHasTheProfilesName() {
    Set<LakeFormat> iceberg = Set.of(LakeFormat.ICEBERG);
    assertThat(
            conf(Map.of(), iceberg, Targets.with("custom_iceberg_catalog_namespace", "ice"))
                .settings())
        .containsKey("spark.sql.catalog.ice")
        .doesNotContainKey("spark.sql.catalog.glue_catalog");
    assertThat(
            conf(Map.of(), iceberg, Targets.with("custom_iceberg_catalog_namespace", ""))
                .settings())
        .containsOnlyKeys("spark.sql.extensions");
  }

  @Test
  void theProfilesOwnSettingsWinWithoutAWordWhereAFormatCanWorkWithThem() {
    SparkConf conf =
        conf(
            Map.of(
                "spark.sql.catalog.glue_catalog.type", "hadoop",
                "spark.sql.catalog.glue_catalog.warehouse", "s3://w",
                "spark.sql.extensions", "x.Mine, " + ICEBERG),
            Set.of(LakeFormat.ICEBERG),
            Targets.with());
    assertThat(conf.conflicts()).isEmpty();
    assertThat(conf.settings())
        .containsEntry("spark.sql.catalog.glue_catalog.warehouse", "s3://w")
        .containsEntry("spark.sql.extensions", "x.Mine, " + ICEBERG)
        .doesNotContainKey("spark.sql.catalog.glue_catalog.catalog-impl");
  }

  @Test
  void aConflictIsNamedAndTheProfileWinsAllTheSame() {
    SparkConf conf =
        conf(
            Map.of(
                "spark.sql.extensions",
                DELTA,
                "spark.serializer",
                "org.apache.spark.serializer.JavaSerializer"),
            Set.of(LakeFormat.HUDI),
            Targets.with());
    assertThat(conf.conflicts())
        .containsExactly(
            "The profile's conf has spark.serializer ="
                + " org.apache.spark.serializer.JavaSerializer, but the project's table format"
                + " needs org.apache.spark.serializer.KryoSerializer. The profile's value is used.",
            "The profile's conf has spark.sql.extensions = "
                + DELTA
                + " without org.apache.spark.sql.hudi.HoodieSparkSessionExtension, which hudi"
                + " needs. The profile's value is used.");
    assertThat(conf.settings())
        .containsEntry("spark.serializer", "org.apache.spark.serializer.JavaSerializer")
        .containsEntry("spark.sql.extensions", DELTA);
  }

  @Test
  void anotherAccountsCatalogIsNamedToHiveAndToIceberg() {
    assertThat(
            SparkConf.of(
                    Map.of(),
                    Set.of(LakeFormat.ICEBERG),
                    Targets.with(),
                    Optional.of("210987654321"))
                .settings())
        .containsEntry("spark.hadoop.hive.metastore.glue.catalogid", "210987654321")
        .containsEntry("spark.sql.catalog.glue_catalog.glue.id", "210987654321");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ config(file_format='iceberg') }}|ICEBERG",
        "{{ config(\"file_format\" = \"s3tables\") }}|ICEBERG",
        "+file_format: delta|DELTA",
        "  'file_format' : Hudi|HUDI",
        "seed_format: \"hudi\"|HUDI"
      })
  void aFormatIsFoundWhereItIsConfigured(String text, LakeFormat format) {
    assertThat(WrittenFormats.in(text)).containsExactly(format);
  }

  @ParameterizedTest
  @CsvSource({"-- the delta between iceberg prices", "file_format: parquet", "file_format: $x"})
  void otherWordsAreNoFormat(String text) {
    assertThat(WrittenFormats.in(text)).isEmpty();
  }

  @Test
  void theProjectsFormatsAreAddedToTheProfilesUnlessAJarBringsThem() {
    Target target = Targets.with("datalake_formats", "hudi", "extra_jars", "s3://j/delta-3.jar");
    GlueSettings settings =
        GlueSettings.of(target, "p", EnumSet.of(LakeFormat.DELTA, LakeFormat.ICEBERG));
    assertThat(settings.arguments()).containsEntry("--datalake-formats", "hudi,iceberg");
    assertThat(settings.arguments().get("--conf")).contains(ICEBERG).doesNotContain(DELTA);
  }

  private static SparkConf conf(Map<String, String> users, Set<LakeFormat> formats, Target target) {
    return SparkConf.of(users, formats, target, Optional.empty());
  }
}
