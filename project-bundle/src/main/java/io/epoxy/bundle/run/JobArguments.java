package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a job's main is given.
 *
 * @param request where the {@link RunRequest} lies
 * @param requestSha256 64 lower-case hex digits
 */
public record JobArguments(S3Location request, String requestSha256) {
  public static final String REQUEST = "--epoxy-request";
  public static final String REQUEST_SHA256 = "--epoxy-request-sha256";

  /** Where the {@link Deployment} lies, when nobody submitted the run. */
  public static final String CURRENT = "--epoxy-current";

  /** Glue's own, its id of the run. */
  private static final String JOB_RUN_ID = "--JOB_RUN_ID";

  /** Glue's own, of a run that a workflow started. */
  public static final String WORKFLOW_NAME = "--WORKFLOW_NAME";

  private static final String WORKFLOW_RUN_ID = "--WORKFLOW_RUN_ID";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public JobArguments {
    Objects.requireNonNull(request, "request");
    if (!SHA256.matcher(requestSha256).matches()) {
      throw new EpoxyException(
          ErrorCode.USAGE,
          "argument " + REQUEST_SHA256 + " must be 64 hex digits, not '" + requestSha256 + "'");
    }
  }

  /**
   * Reads {@code --key value} and {@code --key=value} among everything that Glue adds of its own
   * (JOB_NAME, TempDir, flags without a value ...). The last one counts.
   *
   * @throws EpoxyException with code USAGE naming the argument that is missing or wrong
   */
  public static JobArguments parse(List<String> arguments) {
    String request = find(arguments, REQUEST).orElseThrow(() -> missing(REQUEST));
    String sha256 = find(arguments, REQUEST_SHA256).orElseThrow(() -> missing(REQUEST_SHA256));
    return new JobArguments(S3Location.parse(request), sha256);
  }

  /** The deployment that a run follows; empty when a request was submitted, which goes first. */
  public static Optional<S3Location> findDeployment(List<String> arguments) {
    return find(arguments, REQUEST).isPresent()
        ? Optional.empty()
        : find(arguments, CURRENT).map(S3Location::parse);
  }

  /** Glue's id of the run. */
  public static Optional<String> findRunId(List<String> arguments) {
    return find(arguments, JOB_RUN_ID);
  }

  /** The workflow run that the job is a step of. */
  public static Optional<WorkflowRun> findWorkflowRun(List<String> arguments) {
    return find(arguments, WORKFLOW_NAME)
        .flatMap(name -> find(arguments, WORKFLOW_RUN_ID).map(run -> new WorkflowRun(name, run)));
  }

  /** A run of a Glue workflow. */
  public record WorkflowRun(String workflow, String run) {
    public WorkflowRun {
      Objects.requireNonNull(workflow, "workflow");
      Objects.requireNonNull(run, "run");
    }
  }

  /** As StartJobRun's {@code Arguments}. */
  public Map<String, String> toMap() {
    return ImmutableMap.of(REQUEST, request.toString(), REQUEST_SHA256, requestSha256);
  }

  private static Optional<String> find(List<String> arguments, String key) {
    Optional<String> found = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(key) && i + 1 < arguments.size()) {
        found = Optional.of(arguments.get(i + 1));
      } else if (argument.startsWith(key + "=")) {
        found = Optional.of(argument.substring(key.length() + 1));
      }
    }
    return found;
  }

  private static EpoxyException missing(String key) {
    return new EpoxyException(ErrorCode.USAGE, "argument " + key + " is missing");
  }
}
