package io.epoxy.engine.execute;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.relation.Relation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lets batches of a microbatch model change its table at once, and leave what they would have left
 * one after the other. Thread-safe.
 */
final class BatchTurns {
  /**
   * What a format throws instead of a commit when another one came first: nothing was changed. They
   * are known by name, since a format's classes may not be there.
   */
  private static final Set<String> LOST =
      Set.of(
          "org.apache.iceberg.exceptions.CommitFailedException",
          "org.apache.iceberg.exceptions.ValidationException",
          "org.apache.spark.sql.delta.DeltaConcurrentModificationException");

  private final Map<Relation, Table> tables = new ConcurrentHashMap<>();

  /** One table's; what is published is guarded by the lock's write side. */
  private static final class Table {
    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    final Map<Map<String, String>, Instant> published = new HashMap<>();
  }

  /**
   * Runs a statement that is one commit beside those of other batches. If another commit came first
   * it runs once more, and then alone: no other batch can come before it again.
   */
  void change(Relation relation, Runnable statement) {
    Table table = table(relation);
    try {
      locked(table.lock.readLock(), statement);
    } catch (RuntimeException e) {
      if (!isLost(e)) {
        throw e;
      }
      locked(table.lock.writeLock(), statement);
    }
  }

  /**
   * Publishes the partitions of a batch, except such as a later batch of the same command has
   * published: one after the other, that one would have replaced them.
   *
   * @param work publishes the partitions that the predicate leaves
   */
  void publish(Relation relation, Batch batch, Consumer<Predicate<Map<String, String>>> work) {
    Table table = table(relation);
    locked(
        table.lock.writeLock(),
        () -> {
          if (batch.isFirst()) {
            table.published.clear();
          }
          Map<Map<String, String>, Instant> mine = new HashMap<>();
          work.accept(
              values -> {
                Instant other = table.published.getOrDefault(values, batch.start());
                boolean wanted = !other.isAfter(batch.start());
                if (wanted) {
                  mine.put(values, batch.start());
                }
                return wanted;
              });
          table.published.putAll(mine);
        });
  }

  private Table table(Relation relation) {
    return tables.computeIfAbsent(relation, name -> new Table());
  }

  private static void locked(Lock lock, Runnable work) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EpoxyException(
          ErrorCode.DATABASE, "The run was stopped before this batch had its turn.", null, e);
    }
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isLost(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
        if (LOST.contains(type.getName())) {
          return true;
        }
      }
    }
    return false;
  }
}
