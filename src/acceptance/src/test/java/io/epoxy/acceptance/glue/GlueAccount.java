package io.epoxy.acceptance.glue;

import com.sun.net.httpserver.HttpServer;
import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.aws.testing.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An AWS account on this machine: moto for S3 and the catalog's API, overlays for Glue and Lake
 * Formation, a Hive metastore for Spark's session catalog.
 */
public final class GlueAccount implements AutoCloseable {
  public static final String REGION = "eu-west-1";
  private static final String KEY = "testing";

  private final MotoServer moto;
  private final Optional<LakeFormationOverlay> lakeFormation;
  private final GlueOverlay overlay;
  private final S3Client s3;
  private final GlueClient glue;
  private final Map<String, String> environment;
  private final WorkerSettings worker;

  private GlueAccount(
      MotoServer moto,
      Optional<LakeFormationOverlay> lakeFormation,
      WorkerSettings worker,
      HttpServer server) {
    this.moto = moto;
    this.lakeFormation = lakeFormation;
    this.worker = worker;
    this.environment = worker.environment();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY));
    this.s3 =
        S3Client.builder()
            .endpointOverride(moto.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.glue =
        GlueClient.builder()
            .endpointOverride(GlueOverlay.endpoint(server))
            .region(Region.of(REGION))
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    MotoGlue motoGlue = new MotoGlue(moto.endpoint(), REGION);
    this.overlay = GlueOverlay.start(motoGlue, new JobRuns(motoGlue, s3, worker), server);
  }

  /**
   * Starts an empty account whose jobs run {@code io.epoxy.job.JobMain} on Spark.
   *
   * @param repository the repository's root, built
   * @param folder for logs of runs
   */
  public static GlueAccount start(Path repository, Path folder) {
    MotoServer moto = MotoServer.start();
    HttpServer server = bind();
    Map<String, String> hadoop = s3FileSystem(moto.endpoint());
    DataCatalog catalog = DataCatalog.start(folder, hadoop);
    Map<String, String> spark = new LinkedHashMap<>();
    spark.put("spark.master", "local[2]");
    spark.put("spark.app.name", "glue-job");
    spark.put("spark.ui.enabled", "false");
    spark.put("spark.driver.bindAddress", "127.0.0.1");
    spark.put("spark.driver.host", "127.0.0.1");
    spark.put("spark.sql.shuffle.partitions", "2");
    spark.put("spark.sql.catalogImplementation", "hive");
    spark.put("spark.sql.warehouse.dir", folder.resolve("warehouse").toUri().toString());
    spark.put("spark.hadoop.hive.metastore.uris", catalog.uri().toString());
    hadoop.forEach((key, value) -> spark.put("spark.hadoop." + key, value));
    Path runtime = repository.resolve("src/runtime/target/classpath");
    Path own = repository.resolve("src/acceptance/target/classpath");
    List<String> cluster = new ArrayList<>(readClassPath(runtime.resolve("spark.txt")));
    cluster.addAll(readClassPath(own.resolve("aws.txt")));
    cluster.addAll(readClassPath(own.resolve("hadoop-aws.txt")));
    Path glue6 = repository.resolve("src/spark41/target/classpath");
    List<String> newer = new ArrayList<>(readClassPath(glue6.resolve("spark.txt")));
    newer.addAll(readClassPath(own.resolve("aws.txt")));
    newer.add(repository.resolve("src/spark41/target/s3") + "/*");
    LakeFormationOverlay lakeFormation = LakeFormationOverlay.start();
    lakeFormation.state().tablesOf(name -> true);
    Map<String, String> environment = environment(moto.endpoint(), GlueOverlay.endpoint(server));
    environment.put("AWS_ENDPOINT_URL_LAKEFORMATION", lakeFormation.endpoint().toString());
    return new GlueAccount(
        moto,
        Optional.of(lakeFormation),
        new WorkerSettings(
            folder.resolve("runs"),
            "io.epoxy.job.JobMain",
            new WorkerSettings.Cluster(
                cluster, Map.of("iceberg", readClassPath(runtime.resolve("iceberg.txt")))),
            new WorkerSettings.Cluster(
                newer, Map.of("iceberg", readClassPath(glue6.resolve("iceberg.txt")))),
            spark,
            environment),
        server);
  }

  /** As {@link #start}, with a main that needs neither Spark nor a catalog. */
  static GlueAccount startWithoutSpark(Path folder, String mainClass) {
    MotoServer moto = MotoServer.start();
    HttpServer server = bind();
    WorkerSettings.Cluster bare =
        new WorkerSettings.Cluster(List.of(), Map.of("iceberg", List.of()));
    return new GlueAccount(
        moto,
        Optional.empty(),
        new WorkerSettings(
            folder,
            mainClass,
            bare,
            bare,
            Map.of("spark.master", "local[2]"),
            environment(moto.endpoint(), GlueOverlay.endpoint(server))),
        server);
  }

  public S3Client s3() {
    return s3;
  }

  public GlueClient glue() {
    return glue;
  }

  /** Where tags, filters and permissions are kept; of an account whose jobs have Spark. */
  public LakeFormationOverlay lakeFormation() {
    return lakeFormation.orElseThrow();
  }

  /** What a process needs in its environment to take this account for AWS. */
  public Map<String, String> environment() {
    return environment;
  }

  /** What a Spark session needs to see the catalog and the files, as a job sees them. */
  public Map<String, String> sparkProperties() {
    return worker.sparkProperties();
  }

  /** How many S3 requests had the method and a path that begins so: {@code /bucket/key..}. */
  public long countS3Requests(String method, String pathPrefix) {
    return moto.countRequests(method, pathPrefix);
  }

  /** Blocks until the run has ended; answers its state by Glue's name. */
  public String await(String jobName, String runId) throws InterruptedException {
    return overlay.runs().await(jobName, runId).name();
  }

  @Override
  public void close() {
    overlay.close();
    lakeFormation.ifPresent(LakeFormationOverlay::close);
    glue.close();
    s3.close();
    moto.close();
  }

  private static Map<String, String> environment(URI moto, URI glue) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ENDPOINT_URL", moto.toString());
    environment.put("AWS_ENDPOINT_URL_GLUE", glue.toString());
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_DEFAULT_REGION", REGION);
    environment.put("AWS_ACCESS_KEY_ID", KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", KEY);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  private static Map<String, String> s3FileSystem(URI endpoint) {
    Map<String, String> hadoop = new LinkedHashMap<>();
    hadoop.put("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    hadoop.put("fs.s3a.endpoint", endpoint.toString());
    hadoop.put("fs.s3a.endpoint.region", REGION);
    hadoop.put("fs.s3a.path.style.access", "true");
    hadoop.put("fs.s3a.connection.ssl.enabled", "false");
    hadoop.put("fs.s3a.access.key", KEY);
    hadoop.put("fs.s3a.secret.key", KEY);
    return hadoop;
  }

  private static HttpServer bind() {
    try {
      return GlueOverlay.bind();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> readClassPath(Path file) {
    try {
      return Pattern.compile(java.io.File.pathSeparator, Pattern.LITERAL)
          .splitAsStream(Files.readString(file).strip())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(file + " is missing: run mvn verify, not mvn test", e);
    }
  }
}
