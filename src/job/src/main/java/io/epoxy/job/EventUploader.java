package io.epoxy.job;

import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends a run's events to the object store, a numbered object for each short while in which there
 * were any, since S3 cannot append. Numbers go on from what an earlier attempt of the run left.
 */
final class EventUploader implements RunListener, AutoCloseable {
  private static final long FLUSH_MILLIS = 1_000;

  private final ObjectStore store;
  private final RunLayout layout;
  private final StringBuilder pending = new StringBuilder();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "epoxy-events");
            thread.setDaemon(true);
            return thread;
          });
  private int next;

  EventUploader(ObjectStore store, RunLayout layout) {
    this.store = store;
    this.layout = layout;
    this.next = store.list(layout.events()).size();
  }

  /** Begins to send. */
  EventUploader start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::tryFlush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  @Override
  public void on(RunEvent event) {
    synchronized (pending) {
      pending.append(EventCodec.encode(event)).append('\n');
    }
  }

  /** A store that fails for a while must not end the timer; {@link #close} tells if it stays so. */
  private void tryFlush() {
    try {
      flush();
    } catch (EpoxyException notNow) {
      System.err.println("Events were not sent: " + notNow.getMessage());
    }
  }

  /** Sends what there is; what could not be sent is kept for the next time. */
  private synchronized void flush() {
    String lines;
    synchronized (pending) {
      lines = pending.toString();
    }
    if (lines.isEmpty()) {
      return;
    }
    store.put(layout.events(next), lines.getBytes(StandardCharsets.UTF_8));
    next++;
    synchronized (pending) {
      pending.delete(0, lines.length());
    }
  }

  /**
   * Sends what is left.
   *
   * @throws EpoxyException when the store refuses
   */
  void finish() {
    flush();
  }

  @Override
  public void close() {
    timer.shutdown();
    flush();
  }
}
