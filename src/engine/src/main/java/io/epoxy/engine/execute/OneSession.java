package io.epoxy.engine.execute;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * The one session that Glue allows under Lake Formation's fine-grained access control: a node has
 * it to itself, so that no other meets its settings and temporary views, and leaves it as it was.
 */
final class OneSession implements SessionPool {
  private final SparkSession session;
  private final Consumer<SparkSession> useSchema;
  private final ReentrantLock lock = new ReentrantLock(true);

  /** Of the node that has it. */
  private Map<String, String> before = Map.of();

  private String catalog = "";
  private boolean used;

  OneSession(SparkSession session, Consumer<SparkSession> useSchema) {
    this.session = session;
    this.useSchema = useSchema;
  }

  /**
   * Waits until no other thread has it.
   *
   * @throws EpoxyException DATABASE when the run is stopped meanwhile
   */
  @Override
  public SparkSession take() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EpoxyException(
          ErrorCode.DATABASE, "The run was stopped before this node had Spark's session.", null, e);
    }
    if (lock.getHoldCount() == 1) {
      try {
        useSchema.accept(session);
      } catch (RuntimeException | Error e) {
        lock.unlock();
        throw e;
      }
      before = conf();
      catalog = session.catalog().currentCatalog();
      used = false;
    }
    return session;
  }

  @Override
  public void give(SparkSession given, Left left) {
    try {
      used |= left == Left.USED;
      if (used && lock.getHoldCount() == 1) {
        dropViews();
        restore();
      }
    } finally {
      lock.unlock();
    }
  }

  private void dropViews() {
    Iterator<TableIdentifier> views =
        session.sessionState().catalog().listLocalTempViews("*").iterator();
    while (views.hasNext()) {
      session.catalog().dropTempView(views.next().table());
    }
  }

  private void restore() {
    session.catalog().setCurrentCatalog(catalog);
    conf()
        .forEach(
            (key, value) -> {
              String old = before.get(key);
              if (old == null) {
                session.conf().unset(key);
              } else if (!old.equals(value)) {
                session.conf().set(key, old);
              }
            });
    before.forEach(
        (key, value) -> {
          if (session.conf().getOption(key).isEmpty()) {
            session.conf().set(key, value);
          }
        });
  }

  private Map<String, String> conf() {
    Map<String, String> conf = new HashMap<>();
    Iterator<Tuple2<String, String>> all = session.conf().getAll().iterator();
    while (all.hasNext()) {
      Tuple2<String, String> pair = all.next();
      conf.put(pair._1(), pair._2());
    }
    return conf;
  }
}
