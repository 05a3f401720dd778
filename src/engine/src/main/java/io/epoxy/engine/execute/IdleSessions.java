package io.epoxy.engine.execute;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Sessions that nodes have left as they found them, for the next nodes: a new one loads its
 * catalogs anew, on Glue with clients of its own. Thread-safe.
 */
final class IdleSessions implements SessionPool {
  private static final String CATALOG = "spark.sql.catalog.";

  private final SparkSession base;
  private final Consumer<SparkSession> prepare;
  private final Consumer<SparkSession> useSchema;
  private final Map<String, String> settings;
  private final Queue<SparkSession> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<Prepared> prepared = Suppliers.memoize(this::prepared);

  /** What the conf of every session is before its first statement. */
  private record Prepared(scala.collection.Map<String, String> conf, boolean mayBeKept) {}

  /**
   * @param prepare makes a new session what nodes expect
   * @param useSchema makes the target's schema the current one of a kept session
   * @param settings what {@code prepare} sets
   */
  IdleSessions(
      SparkSession base,
      Consumer<SparkSession> prepare,
      Consumer<SparkSession> useSchema,
      Map<String, String> settings) {
    this.base = base;
    this.prepare = prepare;
    this.useSchema = useSchema;
    this.settings = settings;
  }

  @Override
  public SparkSession take() {
    for (SparkSession known = idle.poll(); known != null; known = idle.poll()) {
      if (prepared.get().mayBeKept() && isAsPrepared(known)) {
        known.sessionState().catalog().invalidateAllCachedTables(); // others have written since
        useSchema.accept(known);
        return known;
      }
    }
    return made();
  }

  /** Looked at when it is wanted again, which that of the last node is not. */
  @Override
  public void give(SparkSession session, Left left) {
    if (left == Left.CLEAN) {
      idle.add(session);
    }
  }

  /** One that anything has changed is not used again. */
  private boolean isAsPrepared(SparkSession session) {
    return session.conf().getAll().equals(prepared.get().conf())
        && session.sessionState().catalog().listLocalTempViews("*").isEmpty();
  }

  private SparkSession made() {
    SparkSession session = base.newSession();
    prepare.accept(session);
    return session;
  }

  private Prepared prepared() {
    Map<String, String> conf = SparkSessions.conf(base);
    conf.putAll(settings);
    SparkSession session = made();
    session.sql("select 1"); // extensions make settings of their own when they first analyse
    return new Prepared(session.conf().getAll(), asksEachTime(conf));
  }

  /** Whether no catalog remembers tables: Iceberg's do until told not to. */
  static boolean asksEachTime(Map<String, String> conf) {
    return conf.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(CATALOG))
        .filter(entry -> entry.getKey().indexOf('.', CATALOG.length()) < 0)
        .allMatch(
            entry ->
                entry.getValue().startsWith("org.apache.spark.sql.")
                    || entry.getValue().startsWith("org.apache.iceberg.")
                        && "false".equalsIgnoreCase(conf.get(entry.getKey() + ".cache-enabled")));
  }
}
