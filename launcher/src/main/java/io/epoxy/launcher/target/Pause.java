package io.epoxy.launcher.target;

import java.time.Duration;

/** Lets time pass between two looks; tests have it pass at once. */
@FunctionalInterface
public interface Pause {
  void pause(Duration duration);

  /** Sleeps; an interrupt ends the sleep and stays set. */
  static Pause sleeping() {
    return duration -> {
      try {
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
