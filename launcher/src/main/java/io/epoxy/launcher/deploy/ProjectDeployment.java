package io.epoxy.launcher.deploy;

import com.google.common.collect.Maps;
import io.epoxy.aws.AwsClients;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.DeploymentCodec;
import io.epoxy.bundle.run.DeploymentLayout;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.launcher.target.GlueJobs;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.JobDefinition;
import io.epoxy.launcher.target.Pause;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code deploy} and {@code destroy} of one project: prints what differs from what is wanted, then
 * changes it. Doing it again changes nothing. Close it when done.
 */
public final class ProjectDeployment implements AutoCloseable {
  private static final int SHOWN_DEPLOYMENTS = 5;

  private final GlueSettings settings;
  private final AwsClients clients;
  private final ObjectStore store;
  private final DeploymentLayout layout;
  private final Pointer pointer;
  private final GlueDeployments glue;
  private final RunListener listener;
  private final Clock clock;

  /** Opens the project's job; the listener gets the plan as its lines. */
  public ProjectDeployment(GlueSettings settings, Pause pause, RunListener listener, Clock clock) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.clients = settings.region().map(AwsClients::inRegion).orElseGet(AwsClients::ofEnvironment);
    String bucket = settings.artifacts().bucket();
    this.store = S3ObjectStore.ofBucket(clients.s3(), bucket);
    this.layout = new DeploymentLayout(settings.artifacts().key(), settings.jobName());
    this.pointer = new Pointer(clients.s3(), new S3Location(bucket, layout.pointer()));
    this.glue = new GlueDeployments(clients.glue(), new GlueJobs(clients.glue(), pause), settings);
  }

  /**
   * Deploys the project as it is, or an earlier bundle of it.
   *
   * @throws EpoxyException when something of a wanted name is somebody else's, or somebody else
   *     deploys at the same time
   */
  public void deploy(DeployedProject project, DeployOptions options) {
    Pointer.Seen seen = pointer.read();
    Optional<Packing> packing =
        options.bundle().isPresent() ? Optional.empty() : Optional.of(pack(project, options));
    Deployment wanted =
        packing.map(Packing::deployment).orElseGet(() -> earlier(options.bundle().orElseThrow()));
    String address = new S3Location(settings.artifacts().bucket(), layout.pointer()).toString();
    Map<String, WantedTrigger> triggers =
        Maps.uniqueIndex(options.triggers(settings.jobName(), address), WantedTrigger::name);
    AwsState state =
        glue.read(seen.deployment(), List.copyOf(triggers.values()), options.workflow());
    Optional<JobDefinition> definition = packing.map(Packing::definition);
    List<Change> plan =
        new DeployPlan(settings.jobName(), state)
            .deploy(definition, wanted, options, List.copyOf(triggers.values()));
    carryOut(
        plan,
        options.effect(),
        change -> {
          switch (change.part()) {
            case JOB -> glue.apply(change, definition);
            case POINTER -> point(seen, wanted);
            case WORKFLOW -> glue.applyWorkflow(change);
            case TRIGGER ->
                glue.apply(change, Optional.ofNullable(triggers.get(change.name())), state);
          }
        });
  }

  /**
   * Takes away what {@code deploy} made; tables, bundles and the files of runs stay.
   *
   * @param workflow deleted too when Epoxy made it
   * @throws EpoxyException while a run is on its way, or when the job is somebody else's
   */
  public void destroy(Optional<String> workflow, DeployOptions.Effect effect) {
    AwsState state = glue.read(pointer.read().deployment(), List.of(), workflow);
    List<Change> plan =
        new DeployPlan(settings.jobName(), state).destroy(glue.findOwnWorkflow(workflow));
    if (effect == DeployOptions.Effect.APPLY) {
      glue.refuseWhileRunning();
    }
    carryOut(
        plan,
        effect,
        change -> {
          switch (change.part()) {
            case JOB -> glue.apply(change, Optional.empty());
            case POINTER -> pointer.delete();
            case WORKFLOW -> glue.applyWorkflow(change);
            case TRIGGER -> glue.deleteTrigger(change);
          }
        });
  }

  @Override
  public void close() {
    clients.close();
  }

  private Packing pack(DeployedProject project, DeployOptions options) {
    ObjectStore target =
        options.effect() == DeployOptions.Effect.SHOW ? new ReadOnlyStore(store) : store;
    return Packing.of(project, settings, target, clients.s3());
  }

  /** The history first, so that whatever the pointer has ever named can be gone back to. */
  private void point(Pointer.Seen seen, Deployment wanted) {
    store.put(layout.deployment(wanted.request().bundleSha256()), DeploymentCodec.encode(wanted));
    pointer.replace(seen, wanted);
  }

  private Deployment earlier(String sha256) {
    List<String> keys = store.list(layout.history() + sha256);
    if (keys.size() != 1) {
      List<String> known =
          store.list(layout.history()).stream()
              .map(key -> key.substring(layout.history().length()).replace(".json", ""))
              .limit(SHOWN_DEPLOYMENTS)
              .toList();
      throw new EpoxyException(
          ErrorCode.USAGE,
          (keys.isEmpty() ? "No deployment of " : "Several deployments of ")
              + settings.jobName()
              + (keys.isEmpty() ? " has" : " have")
              + " a bundle "
              + sha256
              + (known.isEmpty() ? "." : "; there are: " + String.join(", ", known) + "."));
    }
    Deployment deployment =
        DeploymentCodec.decode(store.find(keys.get(0)).orElseThrow(), keys.get(0));
    if (!store.exists(deployment.request().bundleKey())) {
      throw new EpoxyException(
          ErrorCode.BUNDLE,
          "The bundle "
              + deployment.request().bundleKey()
              + " is gone from "
              + settings.artifacts().bucket()
              + deployment.bundleVersion().map(id -> "; its version was " + id).orElse("")
              + ". Check out its project and deploy that.");
    }
    return deployment;
  }

  private void carryOut(List<Change> plan, DeployOptions.Effect effect, Step step) {
    plan.forEach(change -> print(change.line()));
    long work = plan.stream().filter(Change::isWork).count();
    if (work == 0) {
      print("Everything is as it is wanted.");
    } else if (effect == DeployOptions.Effect.SHOW) {
      print("Nothing was changed (--dry-run).");
    } else {
      plan.stream().filter(Change::isWork).forEach(step::take);
      print("Done: " + work + (work == 1 ? " change." : " changes."));
    }
  }

  private void print(String line) {
    listener.on(new RunEvent.Output(clock.instant(), line));
  }

  /** Carries out one change. */
  @FunctionalInterface
  private interface Step {
    void take(Change change);
  }
}
