package io.epoxy.acceptance.glue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One run of a job and how far it is. Thread-safe. */
final class JobRun {
  enum State {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    SUCCEEDED,
    FAILED;

    boolean isTerminal() {
      return this == STOPPED || this == SUCCEEDED || this == FAILED;
    }
  }

  private final String id;
  private final String jobName;
  private final Map<String, Object> arguments;
  private final Map<String, Object> job;
  private final Optional<JobRun> previous;
  private final Instant startedOn = Instant.now();
  private State state = State.STARTING;
  private Optional<String> errorMessage = Optional.empty();
  private Optional<Instant> completedOn = Optional.empty();

  /**
   * @param arguments those of the run itself
   * @param job the definition at the time of the start
   */
  JobRun(String id, String jobName, Map<String, Object> arguments, Map<String, Object> job) {
    this(id, jobName, arguments, job, Optional.empty());
  }

  private JobRun(
      String id,
      String jobName,
      Map<String, Object> arguments,
      Map<String, Object> job,
      Optional<JobRun> previous) {
    this.id = id;
    this.jobName = jobName;
    this.arguments = arguments;
    this.job = job;
    this.previous = previous;
  }

  /** The attempt after this one has failed, while the job's MaxRetries allows it. */
  Optional<JobRun> retry() {
    int next = attempt() + 1;
    if (next > Integer.parseInt(job.getOrDefault("MaxRetries", 0).toString())) {
      return Optional.empty();
    }
    String first = id.replaceFirst("_attempt_\\d+$", "");
    return Optional.of(
        new JobRun(first + "_attempt_" + next, jobName, arguments, job, Optional.of(this)));
  }

  private int attempt() {
    return previous.map(earlier -> earlier.attempt() + 1).orElse(0);
  }

  String id() {
    return id;
  }

  String jobName() {
    return jobName;
  }

  synchronized State state() {
    return state;
  }

  /** Default arguments, then the run's, then those that nobody may override. */
  Map<String, String> mergedArguments() {
    Map<String, String> merged = new LinkedHashMap<>();
    Json.map(job, "DefaultArguments").forEach((key, value) -> merged.put(key, value.toString()));
    arguments.forEach((key, value) -> merged.put(key, value.toString()));
    Json.map(job, "NonOverridableArguments")
        .forEach((key, value) -> merged.put(key, value.toString()));
    return merged;
  }

  /** Empty when the job does not say. */
  String glueVersion() {
    return job.getOrDefault("GlueVersion", "").toString();
  }

  String scriptLocation() {
    return Json.text(Json.map(job, "Command"), "ScriptLocation");
  }

  /** Answers whether the run may go on; a run that is being stopped may not. */
  synchronized boolean beginRunning() {
    if (state != State.STARTING) {
      return false;
    }
    state = State.RUNNING;
    return true;
  }

  synchronized void beginStopping() {
    if (!state.isTerminal()) {
      state = State.STOPPING;
    }
  }

  /** Ends the run; one that was being stopped ends as STOPPED, whatever its process did. */
  synchronized void end(Optional<String> failure) {
    if (state == State.STOPPING) {
      state = State.STOPPED;
    } else {
      state = failure.isPresent() ? State.FAILED : State.SUCCEEDED;
      errorMessage = failure;
    }
    completedOn = Optional.of(Instant.now());
    notifyAll();
  }

  /** Blocks until the run has ended. */
  synchronized State await() throws InterruptedException {
    while (!state.isTerminal()) {
      wait();
    }
    return state;
  }

  synchronized Map<String, Object> describe() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Id", id);
    document.put("JobName", jobName);
    document.put("Attempt", attempt());
    previous.ifPresent(earlier -> document.put("PreviousRunId", earlier.id));
    document.put("JobRunState", state.name());
    document.put("Arguments", arguments);
    document.put("StartedOn", seconds(startedOn));
    document.put("LastModifiedOn", seconds(Instant.now()));
    completedOn.ifPresent(at -> document.put("CompletedOn", seconds(at)));
    errorMessage.ifPresent(message -> document.put("ErrorMessage", message));
    Instant end = completedOn.orElseGet(Instant::now);
    document.put("ExecutionTime", end.getEpochSecond() - startedOn.getEpochSecond());
    document.put("LogGroupName", "/aws-glue/jobs");
    for (String key : new String[] {"GlueVersion", "WorkerType", "NumberOfWorkers", "Timeout"}) {
      if (job.get(key) != null) {
        document.put(key, job.get(key));
      }
    }
    return document;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
