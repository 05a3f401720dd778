package io.epoxy.launcher.target;

import io.epoxy.model.relation.TableFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The table formats whose jars Glue brings when it is asked to, in the order that {@code
 * spark.sql.extensions} must have: any other breaks UPDATE on Delta tables.
 */
public enum LakeFormat {
  DELTA("io.delta.sql.DeltaSparkSessionExtension"),
  HUDI("org.apache.spark.sql.hudi.HoodieSparkSessionExtension"),
  ICEBERG("org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");

  private final String extension;

  LakeFormat(String extension) {
    this.extension = extension;
  }

  /** The class that Spark's SQL needs for it. */
  String extension() {
    return extension;
  }

  /** As {@code --datalake-formats} writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LakeFormat> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The one that a model's {@code file_format} needs; tables of S3 Tables are Iceberg's. */
  static Optional<LakeFormat> of(TableFormat format) {
    return switch (format) {
      case DELTA -> Optional.of(DELTA);
      case HUDI -> Optional.of(HUDI);
      case ICEBERG, S3TABLES -> Optional.of(ICEBERG);
      default -> Optional.empty();
    };
  }
}
