package io.epoxy.model.error;

import java.util.Objects;
import java.util.Optional;

/** The one exception that a user is meant to read. Its message is a whole sentence. */
public class EpoxyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient SourceLocation location;

  public EpoxyException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  public EpoxyException(ErrorCode code, String message, SourceLocation location) {
    this(code, message, location, null);
  }

  public EpoxyException(ErrorCode code, String message, SourceLocation location, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.location = location;
  }

  public ErrorCode code() {
    return code;
  }

  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** The message with its place appended unless the message names that place already. */
  public String describe() {
    if (location == null || getMessage().contains(location.toString())) {
      return getMessage();
    }
    return getMessage() + "\n  at " + location;
  }
}
