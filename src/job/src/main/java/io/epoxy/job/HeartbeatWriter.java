package io.epoxy.job;

import io.epoxy.bundle.run.Heartbeat;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.job.command.ExecutorWatch;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says at short intervals that the job lives, and what it is at. */
final class HeartbeatWriter implements RunListener, AutoCloseable {
  private static final int EVERY_SECONDS = 15;

  private final ObjectStore store;
  private final RunLayout layout;
  private final String jobRun;
  private final Clock clock;
  private final Map<UniqueId, Instant> running = new LinkedHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "epoxy-heartbeat");
            thread.setDaemon(true);
            return thread;
          });
  private Heartbeat.Phase phase = Heartbeat.Phase.STARTING;
  private int total;
  private int done;
  private int lostExecutors;

  /**
   * @param jobRun Glue's id of this attempt; empty when Glue did not start it
   */
  HeartbeatWriter(ObjectStore store, RunLayout layout, String jobRun, Clock clock) {
    this.store = store;
    this.layout = layout;
    this.jobRun = jobRun;
    this.clock = clock;
  }

  /** Beats at once, and from now on. */
  HeartbeatWriter start() {
    var unused = timer.scheduleAtFixedRate(this::beat, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.ExecutionStarted start) {
      phase = Heartbeat.Phase.RUNNING;
      total = start.total();
    } else if (event instanceof RunEvent.NodeStarted start) {
      running.put(start.node().uniqueId(), start.at());
    } else if (event instanceof RunEvent.NodeFinished end) {
      running.remove(end.node().uniqueId());
      done++;
    } else if (event instanceof RunEvent.RunFinished) {
      phase = Heartbeat.Phase.ENDING;
    } else if (event instanceof RunEvent.Message message
        && message.name().equals(ExecutorWatch.EVENT)) {
      lostExecutors++;
    }
  }

  /** A store that fails for a while must end neither the beats nor the run. */
  private void beat() {
    try {
      store.put(layout.heartbeat(), now().encode());
    } catch (EpoxyException notNow) {
      System.err.println("No heartbeat was sent: " + notNow.getMessage());
    }
  }

  private synchronized Heartbeat now() {
    List<Heartbeat.AtWork> atWork =
        running.entrySet().stream()
            .map(entry -> new Heartbeat.AtWork(entry.getKey(), entry.getValue()))
            .toList();
    return new Heartbeat(
        jobRun, clock.instant(), EVERY_SECONDS, phase, total, done, atWork, lostExecutors);
  }

  /** Beats once more, with what has become of the run. */
  @Override
  public void close() {
    timer.shutdown();
    beat();
  }
}
