package io.epoxy.launcher.target;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The job's {@code --conf}: the profile's own settings, and beside them what the table formats need
 * to be there before Spark starts. The profile's settings win.
 *
 * @param conflicts a sentence for each setting of the profile that a format cannot work with
 */
record SparkConf(Map<String, String> settings, List<String> conflicts) {
  private static final String EXTENSIONS = "spark.sql.extensions";

  SparkConf {
    settings = ImmutableMap.copyOf(settings);
    conflicts = ImmutableList.copyOf(conflicts);
  }

  /**
   * Lays the profile's settings over the formats' ones.
   *
   * @param users the profile's {@code conf}
   * @param catalogId the account of another Data Catalog
   */
  static SparkConf of(
      Map<String, String> users,
      Set<LakeFormat> formats,
      Target target,
      Optional<String> catalogId) {
    Map<String, String> needed = needed(formats, target);
    List<String> conflicts = new ArrayList<>();
    needed.forEach((key, value) -> conflict(users, key, value).ifPresent(conflicts::add));
    Map<String, String> all = new LinkedHashMap<>(users);
    extensions(formats).ifPresent(classes -> all.putIfAbsent(EXTENSIONS, classes));
    if (users.containsKey(EXTENSIONS)) {
      formats.forEach(one -> missing(users.get(EXTENSIONS), one).ifPresent(conflicts::add));
    }
    needed.forEach(all::putIfAbsent);
    defaults(users, formats, target, catalogId).forEach(all::putIfAbsent);
    return new SparkConf(all, conflicts);
  }

  /** Glue knows one {@code --conf} argument: further pairs are chained inside its value. */
  String argument() {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" --conf "));
  }

  private static Optional<String> extensions(Set<LakeFormat> formats) {
    return formats.isEmpty()
        ? Optional.empty()
        : Optional.of(
            formats.stream().sorted().map(LakeFormat::extension).collect(Collectors.joining(",")));
  }

  /** Without these a format does not work; sources: its own documentation for Spark 3.5. */
  private static Map<String, String> needed(Set<LakeFormat> formats, Target target) {
    Map<String, String> needed = new LinkedHashMap<>();
    if (formats.contains(LakeFormat.DELTA)) {
      needed.put(
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    }
    if (formats.contains(LakeFormat.HUDI)) {
      needed.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    }
    if (formats.contains(LakeFormat.ICEBERG)) {
      target
          .icebergCatalog()
          .ifPresent(
              name ->
                  needed.put("spark.sql.catalog." + name, "org.apache.iceberg.spark.SparkCatalog"));
    }
    return needed;
  }

  /** What a profile may choose otherwise. */
  private static Map<String, String> defaults(
      Map<String, String> users,
      Set<LakeFormat> formats,
      Target target,
      Optional<String> catalogId) {
    Map<String, String> defaults = new LinkedHashMap<>();
    catalogId.ifPresent(id -> defaults.put("spark.hadoop.hive.metastore.glue.catalogid", id));
    if (formats.contains(LakeFormat.HUDI)) {
      defaults.put("spark.kryo.registrator", "org.apache.spark.HoodieSparkKryoRegistrar");
    }
    if (formats.contains(LakeFormat.ICEBERG) && target.icebergCatalog().isPresent()) {
      String catalog = "spark.sql.catalog." + target.icebergCatalog().get();
      if (!users.containsKey(catalog + ".type")) {
        defaults.put(catalog + ".catalog-impl", "org.apache.iceberg.aws.glue.GlueCatalog");
      }
      defaults.put(catalog + ".io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
      target.string("location").ifPresent(place -> defaults.put(catalog + ".warehouse", place));
      catalogId.ifPresent(id -> defaults.put(catalog + ".glue.id", id));
    }
    return defaults;
  }

  private static Optional<String> conflict(Map<String, String> users, String key, String value) {
    return Optional.ofNullable(users.get(key))
        .filter(own -> !own.equals(value))
        .map(
            own ->
                "The profile's conf has "
                    + key
                    + " = "
                    + own
                    + ", but the project's table format needs "
                    + value
                    + ". The profile's value is used.");
  }

  private static Optional<String> missing(String own, LakeFormat format) {
    return Splitter.on(',').trimResults().splitToList(own).contains(format.extension())
        ? Optional.empty()
        : Optional.of(
            "The profile's conf has "
                + EXTENSIONS
                + " = "
                + own
                + " without "
                + format.extension()
                + ", which "
                + format.word()
                + " needs. The profile's value is used.");
  }
}
