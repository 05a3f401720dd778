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
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** AWS Glue: the project is sent there and runs as one Spark job. */
public final class GlueJobTarget implements JobTarget {
  private final LocalRunner runner;
  private final Path jobJar;
  private final Wait wait;
  private final GlueSurroundings surroundings;

  /**
   * Submits with a given job jar.
   *
   * @param runner reads project and profile on this machine; secrets do not leave it
   */
  public GlueJobTarget(LocalRunner runner, Path jobJar, Wait wait, GlueSurroundings surroundings) {
    this.runner = Objects.requireNonNull(runner, "runner");
    this.jobJar = Objects.requireNonNull(jobJar, "jobJar");
    this.wait = Objects.requireNonNull(wait, "wait");
    this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
  }

  /** What happens after the start of the run. */
  public enum Wait {
    /** Follow it to its end. */
    FOLLOW,
    /** Print its id only. */
    DETACH
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
    Path artifacts = folders.target().orElseGet(project::targetFolder);
    Map<String, Path> earlier = EarlierFiles.find(invocation.command(), folders, artifacts);
    try (AwsClients clients =
        settings.region().map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment)) {
      ObjectStore store = S3ObjectStore.ofBucket(clients.s3(), settings.artifacts().bucket());
      RunLayout layout = new RunLayout(settings.artifacts().key(), invocation.id());
      GlueRuns runs =
          new GlueRuns(clients.glue(), clients.glueWithoutRetries(), surroundings.pause());
      String runId =
          start(
              invocation,
              project,
              target,
              settings,
              earlier,
              new Parts(clients, store, layout, runs));
      if (wait == Wait.DETACH) {
        listener.on(new RunEvent.Output(surroundings.clock().instant(), runId));
        return ExitCode.OK;
      }
      String started = "Glue run " + runId + " of job " + settings.jobName() + " has started";
      listener.on(
          new RunEvent.Message(
              surroundings.clock().instant(), RunEvent.Level.INFO, "GlueRunStarted", started));
      ExitCode exitCode =
          new RunFollower(runs, store, listener, surroundings.pause(), surroundings.clock())
              .follow(settings.jobName(), runId, layout);
      new ArtifactDownload(store, artifacts).run(layout.artifacts());
      return exitCode;
    }
  }

  /** What of the profile has no effect, and what of it a table format cannot work with. */
  private void tell(GlueSettings settings, RunListener listener) {
    Instant now = surroundings.clock().instant();
    // Whoever detaches wants the run's id and nothing else.
    RunEvent.Level level = wait == Wait.DETACH ? RunEvent.Level.DEBUG : RunEvent.Level.INFO;
    for (String note : settings.notes()) {
      listener.on(new RunEvent.Message(now, level, "ProfileKeyIgnored", note));
    }
    for (String conflict : settings.conflicts()) {
      listener.on(new RunEvent.Message(now, RunEvent.Level.WARN, "ProfileConfConflict", conflict));
    }
  }

  private String start(
      Invocation invocation,
      Project project,
      Target target,
      GlueSettings settings,
      Map<String, Path> earlier,
      Parts parts) {
    Upload upload = new Upload(parts.store(), parts.layout(), settings.artifacts().bucket());
    String scriptUri = upload.script(EntryScript.read());
    String jarUri = upload.jobJar(jobJar);
    JobArguments arguments =
        upload.request(invocation, project, target, surroundings.env(), earlier);
    new GlueJobs(parts.clients().glue(), surroundings.pause())
        .ensure(settings, new JobDefinition(settings, scriptUri, jarUri));
    return parts.runs().start(settings.jobName(), arguments);
  }

  private record Parts(AwsClients clients, ObjectStore store, RunLayout layout, GlueRuns runs) {}
}
