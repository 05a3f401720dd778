package io.epoxy.engine.execute;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Target;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Spark's settings as data.
 *
 * @param context for the SparkContext; cannot change once it runs
 * @param session for every session, the nodes' own ones included
 * @param icebergCatalog the Spark catalog of Iceberg tables; empty when the project has none
 * @param sessions ONE under Lake Formation's fine-grained access control, by Glue's guide
 */
public record SessionSettings(
    Map<String, String> context,
    Map<String, String> session,
    Optional<String> icebergCatalog,
    Sessions sessions) {
  private static final Pattern ASKED =
      Pattern.compile(
          "enable-lakeformation-fine-grained-access['\"]?\\s*[=:]\\s*['\"]?true",
          Pattern.CASE_INSENSITIVE);

  /** How many sessions there may be. */
  public enum Sessions {
    ANY,
    ONE
  }

  public SessionSettings(
      Map<String, String> context, Map<String, String> session, Optional<String> icebergCatalog) {
    this(context, session, icebergCatalog, Sessions.ANY);
  }

  public SessionSettings {
    context = ImmutableMap.copyOf(context);
    session = ImmutableMap.copyOf(session);
    Objects.requireNonNull(icebergCatalog, "icebergCatalog");
  }

  /** The folder of local tables. */
  public static Path localWarehouse(Path stateDir) {
    return stateDir.resolve("warehouse");
  }

  /** An embedded Spark; catalogs and their order as reference/stack.md section 3 proved them. */
  public static SessionSettings local(Path stateDir, Target target, Set<TableFormat> formats) {
    String cores = String.valueOf(Runtime.getRuntime().availableProcessors());
    String warehouse = localWarehouse(stateDir).toUri().toString().replaceFirst("/$", "");
    Map<String, String> context = new LinkedHashMap<>();
    context.put("spark.master", "local[" + cores + "]");
    context.put("spark.app.name", "epoxy");
    context.put("spark.driver.host", "localhost");
    context.put("spark.driver.bindAddress", "127.0.0.1");
    context.put("spark.ui.enabled", "false");
    context.put("spark.ui.showConsoleProgress", "false");
    context.put("spark.default.parallelism", cores);
    context.put("spark.scheduler.mode", "FAIR");
    context.put("spark.sql.warehouse.dir", warehouse);
    context.put("spark.sql.catalogImplementation", "in-memory");
    // Another session must not read a replaced table's old file list.
    context.put("spark.sql.filesourceTableRelationCacheSize", "0");
    context.put("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    List<String> extensions = new ArrayList<>();
    if (formats.contains(TableFormat.DELTA)) {
      extensions.add("io.delta.sql.DeltaSparkSessionExtension");
      context.put(
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
      context.put("spark.databricks.delta.snapshotPartitions", "1");
    }
    if (formats.contains(TableFormat.HUDI)) {
      extensions.add("org.apache.spark.sql.hudi.HoodieSparkSessionExtension");
      context.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
      context.put("spark.kryo.registrator", "org.apache.spark.HoodieSparkKryoRegistrar");
    }
    Map<String, String> session = new LinkedHashMap<>();
    Optional<String> iceberg = icebergCatalog(target, formats);
    iceberg.ifPresent(
        name -> {
          extensions.add("org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
          String key = "spark.sql.catalog." + name;
          context.put(key, "org.apache.iceberg.spark.SparkCatalog");
          context.put(key + ".type", "hadoop");
          context.put(key + ".warehouse", warehouse);
          context.put(key + ".cache-enabled", "false");
        });
    if (!extensions.isEmpty()) {
      context.put("spark.sql.extensions", String.join(",", extensions));
    }
    session.put("spark.sql.shuffle.partitions", cores);
    session.put("spark.sql.session.timeZone", "UTC");
    session.put("spark.sql.legacy.createHiveTableByDefault", "false");
    session.putAll(common());
    userSql(target).forEach(session::putIfAbsent);
    if (target.string("glue_version").filter(version -> version.startsWith("6")).isPresent()) {
      session.putIfAbsent("spark.sql.ansi.enabled", "true"); // as Glue 6 has it
    }
    return new SessionSettings(context, session, iceberg);
  }

  /** The same with Hive's metastore on an embedded Derby database. */
  public SessionSettings withHive(Path stateDir) {
    Map<String, String> changed = new LinkedHashMap<>(context);
    changed.put("spark.sql.catalogImplementation", "hive");
    changed.put(
        "spark.hadoop.javax.jdo.option.ConnectionURL",
        "jdbc:derby:;databaseName=" + stateDir.resolve("metastore_db") + ";create=true");
    changed.put("spark.hadoop.datanucleus.schema.autoCreateAll", "true");
    changed.put("spark.hadoop.hive.metastore.schema.verification", "false");
    changed.put("spark.hadoop.hive.metastore.disallow.incompatible.col.type.changes", "false");
    changed.put("spark.hadoop.hive.metastore.event.db.notification.api.auth", "false");
    return new SessionSettings(changed, session, icebergCatalog, sessions);
  }

  /**
   * What is added to a Glue session: defaults for the Iceberg catalog, and an emulator's endpoints
   * when the AWS SDK's variables name some.
   *
   * @param given the session's own conf, which wins
   */
  public static SessionSettings glue(
      Target target, Set<TableFormat> formats, Map<String, String> given, Map<String, String> env) {
    Map<String, String> wanted = new LinkedHashMap<>(common());
    Optional<String> s3 = endpoint(env, "S3");
    s3.ifPresent(
        url -> {
          for (String scheme : List.of("s3", "s3a", "s3n")) {
            wanted.put(
                "spark.hadoop.fs." + scheme + ".impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
          }
          wanted.put("spark.hadoop.fs.s3a.endpoint", url);
          wanted.put("spark.hadoop.fs.s3a.path.style.access", "true");
          wanted.put(
              "spark.hadoop.fs.s3a.connection.ssl.enabled",
              String.valueOf(url.toLowerCase(Locale.ROOT).startsWith("https:")));
        });
    Optional<String> iceberg = icebergCatalog(target, formats);
    iceberg.ifPresent(
        name -> {
          String key = "spark.sql.catalog." + name;
          wanted.put(key, "org.apache.iceberg.spark.SparkCatalog");
          if (!given.containsKey(key + ".type")) {
            wanted.put(key + ".catalog-impl", "org.apache.iceberg.aws.glue.GlueCatalog");
          }
          wanted.put(key + ".io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
          target.string("location").ifPresent(path -> wanted.put(key + ".warehouse", path));
          wanted.put(key + ".cache-enabled", "false");
          s3.ifPresent(
              url -> {
                wanted.put(key + ".s3.endpoint", url);
                wanted.put(key + ".s3.path-style-access", "true");
              });
          if (formats.contains(TableFormat.S3TABLES)) {
            // dbt-glue's variable: <account>:s3tablescatalog/<bucket>
            Optional.ofNullable(env.get("DBT_S3_TABLES_BUCKET"))
                .filter(id -> !id.isBlank())
                .ifPresent(id -> wanted.put(key + ".glue.id", id));
          }
          endpoint(env, "GLUE").ifPresent(url -> wanted.put(key + ".glue.endpoint", url));
        });
    wanted.keySet().removeAll(given.keySet());
    return new SessionSettings(
        Map.of(), wanted, iceberg, isFineGrained(target) ? Sessions.ONE : Sessions.ANY);
  }

  /** As the profile's {@code default_arguments} tell Glue, in any of their spellings. */
  private static boolean isFineGrained(Target target) {
    Object arguments = target.values().get("default_arguments");
    return arguments != null && ASKED.matcher(arguments.toString()).find();
  }

  private static Map<String, String> common() {
    return Map.of(
        "spark.sql.crossJoin.enabled", "true",
        // dbt-glue before 1.9 and every user since: an insert_overwrite must not lose partitions.
        "spark.sql.sources.partitionOverwriteMode", "dynamic");
  }

  private static Optional<String> endpoint(Map<String, String> env, String service) {
    return Optional.ofNullable(env.get("AWS_ENDPOINT_URL_" + service))
        .or(() -> Optional.ofNullable(env.get("AWS_ENDPOINT_URL")))
        .filter(url -> !url.isBlank());
  }

  private static Optional<String> icebergCatalog(Target target, Set<TableFormat> formats) {
    return formats.contains(TableFormat.ICEBERG) || formats.contains(TableFormat.S3TABLES)
        ? target
            .string("custom_iceberg_catalog_namespace")
            .filter(name -> !name.isBlank())
            .or(() -> Optional.of("glue_catalog"))
        : Optional.empty();
  }

  /**
   * The profile's {@code conf} as far as it changes what SQL means: a laptop has no S3 catalogs.
   */
  private static Map<String, String> userSql(Target target) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String pair : target.string("conf").orElse("").split("(^|\\s)--conf\\s+", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? "" : pair.substring(0, equals).strip();
      if (key.startsWith("spark.sql.")
          && !key.startsWith("spark.sql.catalog")
          && !key.startsWith("spark.sql.defaultCatalog")
          && !key.startsWith("spark.sql.extensions")
          && !key.startsWith("spark.sql.warehouse")
          && !key.startsWith("spark.sql.hive")) {
        settings.put(key, pair.substring(equals + 1).strip());
      }
    }
    return settings;
  }
}
