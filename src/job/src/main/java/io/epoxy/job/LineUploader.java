package io.epoxy.job;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Sends lines to the object store, a numbered object for each short while in which there were any,
 * since S3 cannot append. Whoever adds a line never waits for the store. Thread-safe.
 */
final class LineUploader implements AutoCloseable {
  private static final long FLUSH_MILLIS = 1_000;

  private final ObjectStore store;
  private final IntFunction<String> keys;
  private final StringBuilder pending = new StringBuilder();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "epoxy-upload");
            thread.setDaemon(true);
            return thread;
          });
  private int next;

  /**
   * @param keys the key of each number
   * @param first what earlier attempts of the run have left: numbers go on from it
   */
  LineUploader(ObjectStore store, IntFunction<String> keys, int first) {
    this.store = store;
    this.keys = keys;
    this.next = first;
  }

  /** Begins to send. */
  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::tryFlush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(String line) {
    synchronized (pending) {
      pending.append(line).append('\n');
    }
  }

  /** A store that fails for a while must not end the timer. */
  private void tryFlush() {
    try {
      flush();
    } catch (EpoxyException notNow) {
      System.err.println("Not sent, and tried again: " + notNow.getMessage());
    }
  }

  /**
   * Sends what there is; what could not be sent is kept for the next time.
   *
   * @throws EpoxyException when the store refuses
   */
  synchronized void flush() {
    String lines;
    synchronized (pending) {
      lines = pending.toString();
    }
    if (lines.isEmpty()) {
      return;
    }
    store.put(keys.apply(next), lines.getBytes(StandardCharsets.UTF_8));
    next++;
    synchronized (pending) {
      pending.delete(0, lines.length());
    }
  }

  /**
   * Sends what is left, and ends.
   *
   * @throws EpoxyException when the store refuses
   */
  @Override
  public void close() {
    timer.shutdown();
    flush();
  }
}
