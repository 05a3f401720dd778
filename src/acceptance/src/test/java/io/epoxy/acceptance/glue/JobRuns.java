package io.epoxy.acceptance.glue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.s3.S3Client;

/** The runs of all jobs, each with its process. Thread-safe. */
final class JobRuns implements AutoCloseable {
  private final MotoGlue moto;
  private final S3Client s3;
  private final WorkerSettings settings;
  private final Map<String, JobRun> runs = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();

  JobRuns(MotoGlue moto, S3Client s3, WorkerSettings settings) {
    this.moto = moto;
    this.s3 = s3;
    this.settings = settings;
  }

  Map<String, Object> start(Map<String, Object> request) {
    String jobName = Json.text(request, "JobName");
    Map<String, Object> job = moto.loadJob(jobName);
    JobRun run =
        new JobRun(
            "jr_" + UUID.randomUUID().toString().replace("-", ""),
            jobName,
            Json.map(request, "Arguments"),
            job);
    synchronized (runs) {
      checkConcurrency(jobName, job);
      runs.put(run.id(), run);
    }
    workers.execute(() -> execute(run));
    return Map.of("JobRunId", run.id());
  }

  Map<String, Object> describe(Map<String, Object> request) {
    JobRun run = load(Json.text(request, "JobName"), Json.text(request, "RunId"));
    return Map.of("JobRun", run.describe());
  }

  /** Newest first, as Glue lists them. */
  Map<String, Object> list(Map<String, Object> request) {
    String jobName = Json.text(request, "JobName");
    List<Object> found = new ArrayList<>();
    synchronized (runs) {
      runs.values().stream()
          .filter(run -> run.jobName().equals(jobName))
          .forEach(run -> found.add(0, run.describe()));
    }
    return Map.of("JobRuns", found);
  }

  Map<String, Object> stop(Map<String, Object> request) {
    String jobName = Json.text(request, "JobName");
    List<Object> submitted = new ArrayList<>();
    List<Object> errors = new ArrayList<>();
    for (String id : Json.texts(request, "JobRunIds")) {
      Map<String, Object> named = Map.of("JobName", jobName, "JobRunId", id);
      Optional<JobRun> run = find(jobName, id);
      if (run.isEmpty()) {
        Map<String, Object> error = new LinkedHashMap<>(named);
        error.put(
            "ErrorDetail",
            Map.of("ErrorCode", "EntityNotFoundException", "ErrorMessage", "no run " + id));
        errors.add(error);
      } else {
        run.get().beginStopping();
        Optional.ofNullable(processes.get(id)).ifPresent(Process::destroy);
        submitted.add(named);
      }
    }
    return Map.of("SuccessfulSubmissions", submitted, "Errors", errors);
  }

  /** Blocks until the run has ended. */
  JobRun.State await(String jobName, String id) throws InterruptedException {
    return load(jobName, id).await();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    processes.values().forEach(Process::destroyForcibly);
  }

  private void checkConcurrency(String jobName, Map<String, Object> job) {
    Object limit = Json.map(job, "ExecutionProperty").getOrDefault("MaxConcurrentRuns", 1);
    long active =
        runs.values().stream()
            .filter(run -> run.jobName().equals(jobName) && !run.state().isTerminal())
            .count();
    if (active >= Long.parseLong(limit.toString())) {
      throw new GlueFault(
          "ConcurrentRunsExceededException", "Concurrent runs exceeded for " + jobName);
    }
  }

  private void execute(JobRun run) {
    JobProcess job = new JobProcess(settings, s3, run);
    Optional<String> failure = Optional.of("the stand-in for Glue was interrupted");
    try {
      Process process = job.start();
      processes.put(run.id(), process);
      if (!run.beginRunning()) {
        process.destroy();
      }
      failure = job.failure(process.waitFor());
    } catch (IOException | RuntimeException e) {
      failure = Optional.of("Launch failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      processes.remove(run.id());
      Optional<JobRun> retry =
          failure.isPresent() && run.state() != JobRun.State.STOPPING
              ? run.retry()
              : Optional.empty();
      // Whoever waits for the end finds the next attempt there.
      retry.ifPresent(next -> runs.put(next.id(), next));
      run.end(failure);
      retry.ifPresent(next -> workers.execute(() -> execute(next)));
    }
  }

  private JobRun load(String jobName, String id) {
    return find(jobName, id)
        .orElseThrow(
            () -> new GlueFault("EntityNotFoundException", "no run " + id + " of " + jobName));
  }

  private Optional<JobRun> find(String jobName, String id) {
    return Optional.ofNullable(runs.get(id)).filter(run -> run.jobName().equals(jobName));
  }
}
