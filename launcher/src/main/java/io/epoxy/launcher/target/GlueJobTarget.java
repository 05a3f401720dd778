package io.epoxy.launcher.target;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.archive.BundleContents;
import io.epoxy.bundle.archive.BundleWriter;
import io.epoxy.bundle.run.EarlierFiles;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.model.JobRun;

/** AWS Glue: the project is sent there and runs as one Spark job. */
public final class GlueJobTarget implements JobTarget {
  private final LocalRunner runner;
  private final Path jobJar;
  private final SubmitOptions options;
  private final GlueSurroundings surroundings;

  /**
   * Submits with a given job jar.
   *
   * @param runner reads project and profile on this machine; secrets do not leave it
   */
  public GlueJobTarget(
      LocalRunner runner, Path jobJar, SubmitOptions options, GlueSurroundings surroundings) {
    this.runner = Objects.requireNonNull(runner, "runner");
    this.jobJar = Objects.requireNonNull(jobJar, "jobJar");
    this.options = Objects.requireNonNull(options, "options");
    this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
  }

  @Override
  public ExitCode run(Invocation invocation, Folders folders, RunListener listener) {
    Project project = runner.loadProject(invocation, folders);
    Target target = runner.loadTarget(invocation, folders);
    GlueSettings settings =
        GlueSettings.of(
            target,
            project.name(),
            WrittenFormats.in(BundleWriter.files(BundleContents.of(project)).values()));
    tell(settings, listener);
    Path jar = JobJar.forGlue(jobJar, settings.capacity().glueVersion());
    Path artifacts = folders.target().orElseGet(project::targetFolder);
    Map<String, Path> files = EarlierFiles.find(invocation.command(), folders, artifacts);
    try (AwsClients clients =
        settings.region().map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment)) {
      ObjectStore store = S3ObjectStore.ofBucket(clients.s3(), settings.artifacts().bucket());
      RunLayout layout = new RunLayout(settings.artifacts().key(), invocation.id());
      GlueRuns runs =
          new GlueRuns(clients.glue(), clients.glueWithoutRetries(), surroundings.pause());
      Parts parts = new Parts(clients, store, settings.artifacts().bucket(), layout, runs);
      Optional<JobRun> earlier = findEarlier(settings, parts);
      boolean follows = earlier.isPresent() && !isToBeResumed(earlier.get());
      int eventsBefore = follows ? 0 : store.list(layout.events()).size();
      String runId =
          follows
              ? earlier.get().id()
              : start(
                  upload(invocation, project, target, jar, files, parts),
                  settings,
                  earlier.map(JobRun::id),
                  parts);
      if (options.afterStart() == SubmitOptions.Wait.DETACH) {
        listener.on(new RunEvent.Output(surroundings.clock().instant(), runId));
        return ExitCode.OK;
      }
      String started =
          follows
              ? " was started before by this invocation"
              : earlier.map(run -> " goes on from run " + run.id()).orElse(" has started");
      say(
          listener,
          "GlueRunStarted",
          "Glue run " + runId + " of job " + settings.jobName() + started);
      RunFollower.Ended ended = follow(settings, parts, runId, eventsBefore, listener);
      var unused = new ArtifactDownload(store, artifacts).run(layout.artifacts());
      RunCost.of(ended.run(), settings.capacity())
          .ifPresent(cost -> say(listener, "GlueRunCost", cost.text()));
      return ended.exitCode();
    }
  }

  /** A call that is made again with the id of an earlier one follows what that one started. */
  private Optional<JobRun> findEarlier(GlueSettings settings, Parts parts) {
    String request = parts.layout().request();
    return parts.store().exists(request)
        ? parts
            .runs()
            .findEarlier(settings.jobName(), new S3Location(settings.artifacts().bucket(), request))
        : Optional.empty();
  }

  private boolean isToBeResumed(JobRun run) {
    String state = String.valueOf(run.jobRunStateAsString());
    return options.again() == SubmitOptions.Again.RESUME
        && RunStates.hasEnded(state)
        && !RunStates.SUCCEEDED.equals(state);
  }

  private RunFollower.Ended follow(
      GlueSettings settings, Parts parts, String runId, int eventsBefore, RunListener listener) {
    RunStop stop = new RunStop(parts.clients().glue());
    Consumer<JobRun> beside = beside(parts, listener);
    try (Departure departure =
        new Departure(settings.jobName(), runId, stop, surroundings, listener).watch()) {
      Pause pause =
          duration -> {
            surroundings.pause().pause(duration);
            departure.hold();
          };
      return new RunFollower(
              parts.runs(),
              parts.store(),
              listener,
              pause,
              surroundings.clock(),
              run -> {
                departure.follow(run.id());
                beside.accept(run);
              })
          .from(eventsBefore)
          .follow(settings.jobName(), runId, parts.layout());
    }
  }

  private Consumer<JobRun> beside(Parts parts, RunListener listener) {
    return options.shown() == SubmitOptions.Shown.LOG
        ? new DriverLog(parts.clients().logs(), listener, surroundings.clock())::pass
        : run -> {};
  }

  private void say(RunListener listener, String event, String text) {
    listener.on(
        new RunEvent.Message(surroundings.clock().instant(), RunEvent.Level.INFO, event, text));
  }

  /** What of the profile has no effect, and what of it a table format cannot work with. */
  private void tell(GlueSettings settings, RunListener listener) {
    Instant now = surroundings.clock().instant();
    // Whoever detaches wants the run's id and nothing else.
    RunEvent.Level level =
        options.afterStart() == SubmitOptions.Wait.DETACH
            ? RunEvent.Level.DEBUG
            : RunEvent.Level.INFO;
    for (String note : settings.notes()) {
      listener.on(new RunEvent.Message(now, level, "ProfileKeyIgnored", note));
    }
    for (String conflict : settings.conflicts()) {
      listener.on(new RunEvent.Message(now, RunEvent.Level.WARN, "ProfileConfConflict", conflict));
    }
  }

  /** Sends what the job needs, apart from the project's tables. */
  private Sent upload(
      Invocation invocation,
      Project project,
      Target target,
      Path jar,
      Map<String, Path> earlier,
      Parts parts) {
    Upload upload = new Upload(parts.store(), parts.layout(), parts.bucket());
    return new Sent(
        upload.script(EntryScript.read()),
        upload.jobJar(jar),
        upload.request(invocation, project, target, surroundings.env(), earlier));
  }

  private String start(Sent sent, GlueSettings settings, Optional<String> earlierRun, Parts parts) {
    new GlueJobs(parts.clients().glue(), surroundings.pause())
        .ensure(settings, new JobDefinition(settings, sent.scriptUri(), sent.jarUri()));
    return parts
        .runs()
        .start(settings.jobName(), sent.arguments(), options.timeoutMinutes(), earlierRun);
  }

  private record Sent(String scriptUri, String jarUri, JobArguments arguments) {}

  private record Parts(
      AwsClients clients, ObjectStore store, String bucket, RunLayout layout, GlueRuns runs) {}
}
