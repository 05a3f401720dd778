package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the process is told to stop (Ctrl-C, SIGTERM): running statements
 * are cancelled, what did not start is skipped, artifacts are written, and the exit code is dbt's
 * 1.
 */
final class Interruption implements AutoCloseable {
  /** How long the orderly end may take before the process goes all the same. */
  private static final long GRACE_SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean begun;

  private Interruption(Runnable cancel) {
    this.hook =
        new Thread(
            () -> {
              begun = true;
              cancel.run();
              await();
              Runtime.getRuntime().halt(ExitCode.FAILED.number());
            },
            "epoxy-interruption");
  }

  /** From now on until closed, a stop signal runs {@code cancel} and waits for the close. */
  static Interruption whenStopped(Runnable cancel) {
    Interruption interruption = new Interruption(cancel);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the process is told to stop. */
  boolean hasBegun() {
    return begun;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The signal has come: the hook runs and ends the process.
      Thread.onSpinWait();
    }
  }

  private void await() {
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Epoxy did not end within " + GRACE_SECONDS + " s of the signal.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
