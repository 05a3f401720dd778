package io.epoxy.job.command;

import io.epoxy.bundle.run.ClusterTrouble;
import io.epoxy.model.result.RunEvent;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Tells of executors that Spark has lost, which its own log mentions among much else. */
public final class ExecutorWatch extends SparkListener {
  /** The name of the event. */
  public static final String EVENT = "ExecutorLost";

  /** Spark's words when it lets an executor go by itself (3.5.6, ExecutorLossReason.scala). */
  private static final String KILLED = "Executor killed by driver";

  private static final String DECOMMISSIONED = "Executor decommission";

  private final Events events;

  ExecutorWatch(Events events) {
    this.events = events;
  }

  /** Not through {@code --warn-error}: a lost machine is no node's fault, its tasks run again. */
  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    String reason = removed.reason().strip();
    if (reason.startsWith(KILLED) || reason.startsWith(DECOMMISSIONED)) {
      return;
    }
    String advice = ClusterTrouble.find(reason).orElse(ClusterTrouble.EXECUTOR_LOST).advice();
    String text = "Spark has lost executor " + removed.executorId() + ": " + reason + "\n" + advice;
    events.emit(
        new RunEvent.Message(
            events.clock().instant(),
            RunEvent.Level.WARN,
            EVENT,
            text,
            Map.of("msg", text, "executor", removed.executorId(), "reason", reason)));
  }
}
