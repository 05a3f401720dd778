package io.epoxy.job;

/** The run is over and has failed; its message is what Glue shows as the run's error. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFailedException(String message) {
    // No stack trace: the place in Epoxy's code says nothing of why a model failed.
    super(message, null, false, false);
  }
}
