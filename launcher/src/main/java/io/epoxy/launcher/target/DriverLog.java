package io.epoxy.launcher.target;

import io.epoxy.aws.RunLog;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.glue.model.JobRun;

/**
 * Passes on what a followed run writes to its error log, Spark's own words. What it writes to its
 * output comes as events. A log that cannot be read is told once and does not end the following.
 */
final class DriverLog {
  private final CloudWatchLogsClient logs;
  private final RunListener listener;
  private final Clock clock;
  private RunLog log;
  private boolean lost;

  DriverLog(CloudWatchLogsClient logs, RunListener listener, Clock clock) {
    this.logs = logs;
    this.listener = listener;
    this.clock = clock;
  }

  /** Passes on what is new. */
  void pass(JobRun run) {
    if (lost) {
      return;
    }
    try {
      if (log == null) {
        log = RunLog.of(logs, Optional.ofNullable(run.logGroupName()), "error", run.id());
      }
      log.read(line -> say(RunEvent.Level.INFO, "GlueRunLog", line.text()));
    } catch (EpoxyException e) {
      lost = true;
      say(
          RunEvent.Level.WARN,
          "GlueRunLogLost",
          e.getMessage() + "\nThe run goes on; its log is not shown.");
    }
  }

  private void say(RunEvent.Level level, String event, String text) {
    Instant now = clock.instant();
    listener.on(new RunEvent.Message(now, level, event, text));
  }
}
