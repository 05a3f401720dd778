package io.epoxy.engine.execute;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Relation;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchDatabaseException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.Tuple2;

/** The one SparkContext and the sessions on it. Thread-safe. */
public final class SparkSessions implements AutoCloseable {
  private static final String POOL = "spark.scheduler.pool";

  private final SparkSession base;
  private final SessionSettings settings;
  private final String schema;
  private final boolean ownsContext;
  private final SessionPool pool;

  private SparkSessions(
      SparkSession base, SessionSettings settings, String schema, boolean ownsContext) {
    this.base = base;
    this.settings = settings;
    this.schema = schema;
    this.ownsContext = ownsContext;
    this.pool =
        settings.sessions() == SessionSettings.Sessions.ONE
            ? new OneSession(base, this::useSchema)
            : new IdleSessions(base, this::prepare, this::useSchema, settings.session());
    prepare(base);
  }

  /** Starts an embedded Spark; its log goes to a file. */
  public static SparkSessions start(SessionSettings settings, String schema, Path logFile) {
    logTo(logFile);
    SparkSession.Builder builder = SparkSession.builder();
    settings.context().forEach(builder::config);
    if (settings.context().getOrDefault("spark.sql.catalogImplementation", "").equals("hive")) {
      System.setProperty("derby.stream.error.file", logFile.resolveSibling("derby.log").toString());
    }
    return new SparkSessions(builder.getOrCreate(), settings, schema, true);
  }

  /** Takes the session that Glue (or spark-submit) has made ready. */
  public static SparkSession existing() {
    return SparkSession.builder().getOrCreate();
  }

  public static SparkSessions on(SparkSession given, SessionSettings settings, String schema) {
    return new SparkSessions(given, settings, schema, false);
  }

  /** The conf that a running session has. */
  public static Map<String, String> conf(SparkSession session) {
    Map<String, String> conf = new LinkedHashMap<>();
    for (Tuple2<String, String> pair : Arrays.asList(session.sparkContext().getConf().getAll())) {
      conf.put(pair._1(), pair._2());
    }
    return conf;
  }

  public SparkSession base() {
    return base;
  }

  /** Whether Spark's parser, or that of an extension, takes a statement; nothing is run. */
  boolean understands(String statement) {
    try {
      base.sessionState().sqlParser().parsePlan(statement);
      return true;
    } catch (ParseException refused) {
      return false;
    }
  }

  /** The Spark catalog of Iceberg tables. */
  public Optional<String> icebergCatalog() {
    return settings.icebergCatalog();
  }

  /** Gives the calling thread a session and a scheduler pool of its own until closed. */
  NodeSession openFor(String node) {
    return openFor(node, node);
  }

  /**
   * As the other, for one of several works of a node.
   *
   * @param work what the jobs of this one are known by; the pool is the node's
   */
  NodeSession openFor(String node, String work) {
    SparkSession session = pool.take();
    SparkContext context = base.sparkContext();
    context.setLocalProperty(POOL, node);
    context.setJobGroup(work, work, true);
    return new NodeSession(session, work, pool);
  }

  /** What the base session knows of tables' files is asked for again. */
  void forgetFileLists() {
    base.sessionState().catalog().invalidateAllCachedTables();
  }

  /** The same for one table, in another session too. */
  void forgetFiles(Relation relation, SparkSession session) {
    TableIdentifier name =
        TableIdentifier.apply(relation.identifier(), Option.apply(relation.schema()));
    base.sessionState().catalog().refreshTable(name);
    session.sessionState().catalog().refreshTable(name);
  }

  public void cancelAll() {
    base.sparkContext().cancelAllJobs();
  }

  /**
   * A node's session.
   *
   * @param group of its Spark jobs
   */
  record NodeSession(SparkSession session, String group, SessionPool pool)
      implements AutoCloseable {
    NodeSession {
      Objects.requireNonNull(session, "session");
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(pool, "pool");
    }

    /**
     * Waits until no task of the node's jobs runs any more: a job fails with its first task, and
     * the others write on for a moment.
     *
     * @param longest after which it returns all the same
     */
    void awaitTasks(Duration longest) {
      long end = System.nanoTime() + longest.toNanos();
      while (hasTasks() && System.nanoTime() < end) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }

    private boolean hasTasks() {
      SparkStatusTracker tracker = session.sparkContext().statusTracker();
      for (int job : tracker.getJobIdsForGroup(group)) {
        Option<SparkJobInfo> info = tracker.getJobInfo(job);
        int[] stages = info.isDefined() ? info.get().stageIds() : new int[0];
        for (int stage : stages) {
          Option<SparkStageInfo> running = tracker.getStageInfo(stage);
          if (running.isDefined() && running.get().numActiveTasks() > 0) {
            return true;
          }
        }
      }
      return false;
    }

    /** As {@link #close}, for a session in which no statement of the user's own has run. */
    void closeClean() {
      close(SessionPool.Left.CLEAN);
    }

    @Override
    public void close() {
      close(SessionPool.Left.USED);
    }

    private void close(SessionPool.Left left) {
      try {
        session.sparkContext().clearJobGroup();
        session.sparkContext().setLocalProperty(POOL, null);
      } finally {
        pool.give(session, left);
      }
    }
  }

  private void prepare(SparkSession session) {
    settings
        .session()
        .forEach(
            (key, value) -> {
              if (key.startsWith("spark.hadoop.")) {
                session
                    .sparkContext()
                    .hadoopConfiguration()
                    .set(key.substring("spark.hadoop.".length()), value);
              } else if (!SQLConf.isStaticConfigKey(key)) {
                session.conf().set(key, value);
              }
            });
    useSchema(session);
  }

  /** To be called again once the catalog is filled. */
  void useSchema() {
    useSchema(base);
  }

  private void useSchema(SparkSession session) {
    if (session.sessionState().catalog().getCurrentDatabase().equalsIgnoreCase(schema)) {
      return; // it is asked for no second time
    }
    try {
      session.catalog().setCurrentDatabase(schema); // asks whether it is there
    } catch (Exception e) {
      if (!(e instanceof NoSuchDatabaseException || e instanceof NoSuchNamespaceException)) {
        throw e;
      }
    }
  }

  /** Works only while nothing has been logged; a host that logs already keeps its own way. */
  private static void logTo(Path file) {
    URL config = SparkSessions.class.getResource("/io/epoxy/engine/log4j2.properties");
    if (config == null) {
      throw new EpoxyException(ErrorCode.INTERNAL, "the engine's log4j2.properties is missing");
    }
    System.setProperty("epoxy.spark.log", file.toString());
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", config.toString());
    }
  }

  @Override
  public void close() {
    if (ownsContext) {
      base.stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
    }
  }
}
