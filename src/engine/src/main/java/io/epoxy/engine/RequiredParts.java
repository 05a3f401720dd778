package io.epoxy.engine;

import io.epoxy.model.relation.TableFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which jars must be there, and a class that says whether they are. */
final class RequiredParts {
  private RequiredParts() {}

  static void check(Set<TableFormat> formats) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("spark", "org.apache.spark.sql.SparkSession");
    if (formats.contains(TableFormat.ICEBERG) || formats.contains(TableFormat.S3TABLES)) {
      parts.put("iceberg", "org.apache.iceberg.spark.SparkCatalog");
    }
    if (formats.contains(TableFormat.DELTA)) {
      parts.put("delta", "io.delta.sql.DeltaSparkSessionExtension");
    }
    if (formats.contains(TableFormat.HUDI)) {
      parts.put("hudi", "org.apache.spark.sql.hudi.HoodieSparkSessionExtension");
    }
    List<String> missing = new ArrayList<>();
    parts.forEach(
        (part, className) -> {
          if (!isThere(className)) {
            missing.add(part);
          }
        });
    if (!missing.isEmpty()) {
      throw new MissingPartException(missing);
    }
  }

  private static boolean isThere(String className) {
    String file = className.replace('.', '/') + ".class";
    return RequiredParts.class.getClassLoader().getResource(file) != null;
  }
}
