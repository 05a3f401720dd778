package io.epoxy.model.error;

/** Whose turn it is after an error. */
public enum ErrorType {
  /** The project, profile or command line is wrong; never shown with a stack trace. */
  USER,
  /** The data is not what the project says it is, for example a failed test. */
  DATA,
  /** Spark, S3, Glue or another outside part said no. */
  EXTERNAL,
  /** An effect may or may not have happened; nothing may be retried or cleaned up. */
  STATE_UNKNOWN,
  /** A fault of Epoxy itself; the log file holds the stack trace. */
  INTERNAL
}
