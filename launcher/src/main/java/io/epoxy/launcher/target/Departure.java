package io.epoxy.launcher.target;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * What happens when the command is ended (Ctrl-C, SIGTERM) before its run: the user is asked once
 * whether Glue should stop it; else it goes on, and how to find it again is told.
 */
final class Departure implements AutoCloseable {
  private final String job;
  private volatile String runId;
  private final RunStop stop;
  private final StopQuestion question;
  private final RunListener listener;
  private final Clock clock;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::leave, "epoxy-departure");
  private volatile boolean begun;

  Departure(
      String job, String runId, RunStop stop, GlueSurroundings surroundings, RunListener listener) {
    this.job = job;
    this.runId = runId;
    this.stop = stop;
    this.question = surroundings.question();
    this.clock = surroundings.clock();
    this.listener = listener;
  }

  /** From now on until closed, a signal that ends the process leads here. */
  Departure watch() {
    Runtime.getRuntime().addShutdownHook(hook);
    return this;
  }

  /** Glue goes on under another id: it is asked about that one. */
  void follow(String retry) {
    runId = retry;
  }

  /** Asks, and does what is wanted. */
  void leave() {
    begun = true;
    try {
      if (question.ask(runId) == StopQuestion.Answer.CANCEL) {
        stop.ask(job, runId);
        tell("Glue was asked to stop the run " + runId + ".");
      } else {
        tell(
            "The run "
                + runId
                + " goes on in Glue: 'epoxy status "
                + runId
                + "' tells how it stands, 'epoxy cancel "
                + runId
                + "' stops it.");
      }
    } catch (EpoxyException e) {
      tell(e.getMessage());
    } finally {
      over.countDown();
    }
  }

  /** Keeps whoever follows the run silent while the question stands. */
  void hold() {
    if (!begun) {
      return;
    }
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The signal has come while the run ended: let the user answer.
      hold();
    }
  }

  private void tell(String text) {
    listener.on(new RunEvent.Message(clock.instant(), RunEvent.Level.INFO, "GlueRunLeft", text));
  }
}
