package io.epoxy.launcher.runs;

import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.launcher.target.RunStates;
import io.epoxy.model.error.EpoxyException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.JobRun;

/**
 * What Glue says of one run.
 *
 * @param state Glue's word; new ones may come
 * @param startedBy {@code submit}, {@code trigger x}, {@code workflow x} or {@code hand}
 * @param bucket of its files
 * @param files where its events and artifacts lie
 * @param detail why it waits
 */
record RunFacts(
    String id,
    String job,
    String state,
    String startedBy,
    String bucket,
    RunLayout files,
    int attempt,
    Optional<Instant> startedOn,
    Optional<Instant> completedOn,
    Optional<Double> dpuSeconds,
    Optional<String> detail,
    Optional<String> error,
    Optional<String> logGroup) {
  private static final String SUBMIT = "submit";

  RunFacts {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(state, "state");
  }

  /**
   * Reads Glue's answer.
   *
   * @param artifacts where a run keeps its files that names no request
   */
  static RunFacts of(JobRun run, S3Location artifacts) {
    Map<String, String> arguments = run.arguments();
    Optional<S3Location> request =
        Optional.ofNullable(arguments.get(JobArguments.REQUEST)).flatMap(RunFacts::request);
    RunLayout files =
        request
            .map(at -> RunLayout.ofRequest(at.key()))
            .orElseGet(() -> RunLayout.ofJobRun(artifacts.key(), run.id()));
    return new RunFacts(
        run.id(),
        run.jobName(),
        String.valueOf(run.jobRunStateAsString()),
        startedBy(run),
        request.orElse(artifacts).bucket(),
        files,
        Objects.requireNonNullElse(run.attempt(), 0),
        Optional.ofNullable(run.startedOn()),
        Optional.ofNullable(run.completedOn()),
        Optional.ofNullable(run.dpuSeconds()),
        text(run.stateDetail()),
        text(run.errorMessage()),
        text(run.logGroupName()));
  }

  /** A job that is not Epoxy's may have an argument of this name that is no request of ours. */
  private static Optional<S3Location> request(String text) {
    try {
      S3Location place = S3Location.parse(text);
      RunLayout.ofRequest(place.key());
      return Optional.of(place);
    } catch (EpoxyException foreign) {
      return Optional.empty();
    }
  }

  private static String startedBy(JobRun run) {
    if (run.arguments().containsKey(JobArguments.WORKFLOW_NAME)) {
      return "workflow " + run.arguments().get(JobArguments.WORKFLOW_NAME);
    }
    if (run.triggerName() != null) {
      return "trigger " + run.triggerName();
    }
    return run.arguments().containsKey(JobArguments.REQUEST) ? SUBMIT : "hand";
  }

  private static Optional<String> text(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(some -> !some.isEmpty());
  }

  boolean isSubmitted() {
    return startedBy.equals(SUBMIT);
  }

  boolean hasEnded() {
    return RunStates.hasEnded(state);
  }

  boolean hasSucceeded() {
    return RunStates.SUCCEEDED.equals(state);
  }

  /** How long it has been going, or went. */
  Optional<Long> seconds(Instant now) {
    return startedOn.map(
        start -> Math.max(0, Duration.between(start, completedOn.orElse(now)).toSeconds()));
  }

  /** For people who read programs' output by programs. */
  Map<String, Object> tree(Instant now) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("job", job);
    tree.put("run_id", id);
    tree.put("state", state);
    tree.put("started_by", startedBy);
    tree.put("invocation_id", files.invocationId());
    tree.put("attempt", (long) attempt);
    tree.put("started_on", startedOn.map(Instant::toString).orElse(null));
    tree.put("completed_on", completedOn.map(Instant::toString).orElse(null));
    tree.put("seconds", seconds(now).orElse(null));
    tree.put("dpu_seconds", dpuSeconds.orElse(null));
    tree.put("detail", detail.orElse(null));
    tree.put("error", error.orElse(null));
    return tree;
  }
}
