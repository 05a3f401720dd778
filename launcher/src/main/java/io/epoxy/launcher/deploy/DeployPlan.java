package io.epoxy.launcher.deploy;

import io.epoxy.bundle.run.Deployment;
import io.epoxy.launcher.deploy.Change.Action;
import io.epoxy.launcher.deploy.Change.Part;
import io.epoxy.launcher.target.GlueJobs;
import io.epoxy.launcher.target.JobDefinition;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.Trigger;

/**
 * What has to be done, in the order in which it is done: a trigger must not fire before there is
 * something to run. Pure.
 */
final class DeployPlan {
  private static final int SHORT_HASH = 12;

  private final String job;
  private final AwsState state;

  DeployPlan(String job, AwsState state) {
    this.job = job;
    this.state = state;
  }

  /**
   * From what AWS has to what is wanted.
   *
   * @param definition of the job; empty when an earlier bundle is deployed again, which leaves the
   *     job as it is
   * @throws EpoxyException when a job or trigger of a wanted name is somebody else's
   */
  List<Change> deploy(
      Optional<JobDefinition> definition,
      Deployment deployment,
      DeployOptions options,
      List<WantedTrigger> triggers) {
    List<Change> changes = new ArrayList<>();
    if (definition.isPresent()) {
      changes.add(job(definition.get(), options));
    } else if (state.job().isEmpty()) {
      throw new EpoxyException(
          ErrorCode.AWS,
          "There is no Glue job " + job + " to go back with. Run 'epoxy deploy' without --bundle.");
    }
    changes.add(pointer(deployment));
    options.workflow().ifPresent(name -> changes.add(workflow(name)));
    triggers.forEach(trigger -> changes.add(trigger(trigger)));
    if (options.oldSchedule() == DeployOptions.OldSchedule.GOES) {
      Optional.ofNullable(state.triggers().get(DeployOptions.scheduleName(job)))
          .ifPresent(trigger -> changes.add(removed(trigger)));
    }
    return changes;
  }

  /** From what AWS has to nothing; tables, bundles and the files of runs stay. */
  List<Change> destroy(Optional<String> ownWorkflow) {
    List<Change> changes = new ArrayList<>();
    for (Trigger trigger : state.triggers().values()) {
      changes.add(removed(trigger));
    }
    ownWorkflow.ifPresent(name -> changes.add(new Change(Action.DELETE, Part.WORKFLOW, name, "")));
    if (state.current().isPresent()) {
      changes.add(new Change(Action.DELETE, Part.POINTER, job, ""));
    }
    state
        .job()
        .ifPresent(
            existing -> {
              if (!JobDefinition.isOurs(existing, state.tags())) {
                throw GlueJobs.foreign(job);
              }
              changes.add(new Change(Action.DELETE, Part.JOB, job, ""));
            });
    return changes;
  }

  private Change removed(Trigger trigger) {
    return AwsState.isOurs(trigger, job)
        ? new Change(Action.DELETE, Part.TRIGGER, trigger.name(), "")
        : new Change(Action.KEEP, Part.TRIGGER, trigger.name(), "Epoxy did not make it");
  }

  private Change job(JobDefinition definition, DeployOptions options) {
    if (state.job().isEmpty()) {
      return new Change(Action.CREATE, Part.JOB, job, "");
    }
    Job existing = state.job().get();
    boolean ours = JobDefinition.isOurs(existing, state.tags());
    if (!ours && options.ownership() == DeployOptions.Ownership.OURS) {
      throw GlueJobs.foreign(job);
    }
    List<String> differences = definition.differences(existing);
    boolean untagged = !state.tags().containsKey(JobDefinition.TAG);
    if (differences.isEmpty() && !untagged) {
      return new Change(Action.KEEP, Part.JOB, job, "");
    }
    List<String> what = new ArrayList<>(differences);
    if (untagged) {
      what.add("tags");
    }
    return new Change(Action.UPDATE, Part.JOB, job, String.join(", ", what));
  }

  private Change pointer(Deployment wanted) {
    String bundle = "bundle " + shortHash(wanted);
    if (state.current().isEmpty()) {
      return new Change(Action.CREATE, Part.POINTER, job, bundle);
    }
    Deployment current = state.current().get();
    if (current.equals(wanted)) {
      return new Change(Action.KEEP, Part.POINTER, job, bundle);
    }
    boolean sameBundle = current.request().bundleSha256().equals(wanted.request().bundleSha256());
    return new Change(
        Action.UPDATE,
        Part.POINTER,
        job,
        sameBundle
            ? bundle + " with other flags or profile"
            : bundle + ", was " + shortHash(current));
  }

  private static String shortHash(Deployment deployment) {
    return deployment.request().bundleSha256().substring(0, SHORT_HASH);
  }

  private Change workflow(String name) {
    return state.workflow().isPresent()
        ? new Change(Action.KEEP, Part.WORKFLOW, name, "")
        : new Change(Action.CREATE, Part.WORKFLOW, name, "");
  }

  private Change trigger(WantedTrigger wanted) {
    Trigger existing = state.triggers().get(wanted.name());
    if (existing == null) {
      return new Change(Action.CREATE, Part.TRIGGER, wanted.name(), wanted.when());
    }
    if (!AwsState.isOurs(existing, job)) {
      throw new EpoxyException(
          ErrorCode.AWS,
          "There is a Glue trigger "
              + wanted.name()
              + " that Epoxy did not make; it is left as it is. Delete or rename it.");
    }
    if (!wanted.workflow().equals(Optional.ofNullable(existing.workflowName()))) {
      throw new EpoxyException(
          ErrorCode.AWS,
          "The Glue trigger "
              + wanted.name()
              + " belongs to "
              + (existing.workflowName() == null
                  ? "no workflow"
                  : "the workflow " + existing.workflowName())
              + ", and Glue cannot move it. Run 'epoxy destroy' first, or keep --workflow as it"
              + " was.");
    }
    boolean same = wanted.mergedInto(existing).equals(WantedTrigger.unchanged(existing));
    return new Change(
        same ? Action.KEEP : Action.UPDATE, Part.TRIGGER, wanted.name(), wanted.when());
  }
}
