package io.epoxy.launcher.target;

import io.epoxy.aws.AwsErrors;
import io.epoxy.bundle.run.ClusterTrouble;
import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunOutcome;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JobRun;

/** Watches one run until Glue says that it ended, and passes its events on as they arrive in S3. */
final class RunFollower {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Glue is asked more rarely than S3: its API throttles early. */
  private static final int LOOKS_PER_STATE = 3;

  /** How many looks in a row may fail before the run is given up (not stopped). */
  private static final int TOLERATED_FAILURES = 20;

  /** Glue says nowhere how soon it starts a failed run again; 2 minutes. */
  private static final int LOOKS_FOR_RETRY = 60;

  private final GlueRuns runs;
  private final ObjectStore store;
  private final RunListener listener;
  private final Pause pause;
  private final Clock clock;
  private final Consumer<JobRun> beside;
  private boolean seen;
  private int nextEvents;
  private String lastWaiting = "";

  /**
   * Follows runs.
   *
   * @param beside gets the run whenever Glue told of it, after its events were passed on
   */
  RunFollower(
      GlueRuns runs,
      ObjectStore store,
      RunListener listener,
      Pause pause,
      Clock clock,
      Consumer<JobRun> beside) {
    this.runs = runs;
    this.store = store;
    this.listener = listener;
    this.pause = pause;
    this.clock = clock;
    this.beside = beside;
  }

  /** Passes over events of the time before, which a resumed run has left. */
  RunFollower from(int events) {
    nextEvents = events;
    return this;
  }

  /**
   * Returns when the run has ended, and every attempt after it.
   *
   * @throws EpoxyException with code UNKNOWN_OUTCOME when Glue knows the run no more
   */
  Ended follow(String jobName, String runId, RunLayout layout) {
    JobRun run = awaitEnd(jobName, runId, layout);
    for (Optional<String> retry = awaitRetry(run, layout);
        retry.isPresent();
        retry = awaitRetry(run, layout)) {
      seen = false;
      run = awaitEnd(jobName, retry.get(), layout);
    }
    passEvents(layout);
    beside.accept(run);
    Optional<RunOutcome> outcome = store.find(layout.outcome()).map(RunOutcome::decode);
    String state = run.jobRunStateAsString();
    if (outcome.isPresent() && (RunStates.SUCCEEDED.equals(state) || isFailure(outcome.get()))) {
      return new Ended(outcome.get().exitCode(), run);
    }
    listener.on(
        new RunEvent.CommandFailed(
            clock.instant(), ErrorCode.AWS.heading(), ending(jobName, run, outcome)));
    return new Ended(ExitCode.FAILED, run);
  }

  /**
   * How it ended.
   *
   * @param exitCode the run's own; FAILED when it ended without one
   */
  record Ended(ExitCode exitCode, JobRun run) {}

  /** Glue starts a failed run again by itself, where the job wants that. */
  private Optional<String> awaitRetry(JobRun run, RunLayout layout) {
    if (!runs.willBeRetried(run)) {
      return Optional.empty();
    }
    passEvents(layout);
    for (int look = 0; look < LOOKS_FOR_RETRY; look++) {
      Optional<String> retry = runs.findRetry(run);
      if (retry.isPresent()) {
        String text =
            "The Glue run " + run.id() + " has failed; Glue tries once more as " + retry.get();
        listener.on(
            new RunEvent.Message(clock.instant(), RunEvent.Level.INFO, "GlueRunRetried", text));
        return retry;
      }
      pause.pause(BETWEEN_LOOKS);
    }
    return Optional.empty();
  }

  private JobRun awaitEnd(String jobName, String runId, RunLayout layout) {
    int failures = 0;
    for (int look = 0; ; look++) {
      try {
        if (look % LOOKS_PER_STATE == 0) {
          JobRun run = runs.load(jobName, runId);
          if (RunStates.hasEnded(String.valueOf(run.jobRunStateAsString()))) {
            return run;
          }
          seen = true;
          tellWhyWaiting(run);
          passEvents(layout);
          beside.accept(run);
        } else {
          passEvents(layout);
        }
        failures = 0;
      } catch (EntityNotFoundException e) {
        // Just after the start Glue may not know it yet.
        if (seen) {
          throw gone(jobName, runId, e);
        }
        failures = countFailure(failures, jobName, runId, AwsErrors.words(e), e);
      } catch (SdkException e) {
        failures = countFailure(failures, jobName, runId, AwsErrors.words(e), e);
      } catch (EpoxyException e) {
        if (e.code() != ErrorCode.AWS) {
          throw e;
        }
        failures = countFailure(failures, jobName, runId, e.getMessage(), e);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw lost(jobName, runId, "interrupted", null);
      }
      pause.pause(BETWEEN_LOOKS);
    }
  }

  private void passEvents(RunLayout layout) {
    Optional<byte[]> file = store.find(layout.events(nextEvents));
    while (file.isPresent()) {
      EventCodec.decodeAll(file.get()).forEach(listener::on);
      nextEvents++;
      file = store.find(layout.events(nextEvents));
    }
  }

  private void tellWhyWaiting(JobRun run) {
    String detail = run.stateDetail() == null ? "" : ": " + run.stateDetail();
    String waiting = RunStates.WAITING.equals(run.jobRunStateAsString()) ? "waits" + detail : "";
    if (!waiting.isEmpty() && !waiting.equals(lastWaiting)) {
      listener.on(
          new RunEvent.Message(
              clock.instant(),
              RunEvent.Level.INFO,
              "GlueRunWaiting",
              "The Glue run " + run.id() + " " + waiting));
    }
    lastWaiting = waiting;
  }

  private static boolean isFailure(RunOutcome outcome) {
    return outcome.exitCode() != ExitCode.OK;
  }

  private static String ending(String jobName, JobRun run, Optional<RunOutcome> outcome) {
    String state = run.jobRunStateAsString();
    StringBuilder text =
        new StringBuilder()
            .append("The run ")
            .append(run.id())
            .append(" of the Glue job ")
            .append(jobName)
            .append(" ended as ")
            .append(state);
    if (run.errorMessage() != null && !run.errorMessage().isBlank()) {
      text.append(": ").append(run.errorMessage().strip());
      ClusterTrouble.find(run.errorMessage())
          .ifPresent(trouble -> text.append('\n').append(trouble.advice()));
    } else if (outcome.isEmpty()) {
      text.append(" without saying how its command ended.");
    }
    if (run.logGroupName() != null) {
      text.append("\nIts log: epoxy logs ")
          .append(run.id())
          .append(" --stream error (CloudWatch log group ")
          .append(run.logGroupName())
          .append("/error)");
    }
    return text.toString();
  }

  private static int countFailure(
      int failures, String jobName, String runId, String words, RuntimeException cause) {
    if (failures + 1 >= TOLERATED_FAILURES) {
      throw lost(jobName, runId, words, cause);
    }
    return failures + 1;
  }

  private static EpoxyException gone(String jobName, String runId, SdkException cause) {
    return new EpoxyException(
        ErrorCode.UNKNOWN_OUTCOME,
        "The run "
            + runId
            + " of the Glue job "
            + jobName
            + " is gone: somebody deleted the job while it ran. What it wrote until then is there;"
            + " look at the tables before you submit again.",
        null,
        cause);
  }

  private static EpoxyException lost(
      String jobName, String runId, String words, RuntimeException cause) {
    return new EpoxyException(
        ErrorCode.UNKNOWN_OUTCOME,
        "Lost sight of the run "
            + runId
            + " of the Glue job "
            + jobName
            + " ("
            + words
            + "). It goes on in Glue; look at it with: aws glue get-job-run --job-name "
            + jobName
            + " --run-id "
            + runId,
        null,
        cause);
  }
}
