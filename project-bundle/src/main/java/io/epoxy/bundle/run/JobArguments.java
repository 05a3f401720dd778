package io.epoxy.bundle.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a job's main is given.
 *
 * @param request where the {@link RunRequest} lies
 */
public record JobArguments(S3Location request, String requestSha256) {
  public static final String REQUEST = "--epoxy-request";
  public static final String REQUEST_SHA256 = "--epoxy-request-sha256";

  public JobArguments {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(requestSha256, "requestSha256");
  }

  /** Reads {@code --key value} and {@code --key=value}; keys that Glue adds are ignored. */
  public static JobArguments parse(List<String> arguments) {
    throw new UnsupportedOperationException(arguments.toString());
  }

  /** As StartJobRun's {@code Arguments}. */
  public Map<String, String> toMap() {
    throw new UnsupportedOperationException();
  }
}
