package io.epoxy.launcher.deploy;

import io.epoxy.aws.AwsErrors;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.launcher.target.GlueJobs;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.JobDefinition;
import io.epoxy.launcher.target.RunStates;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.Workflow;

/** Glue's side of deployments: looks at what is there, and carries out changes. */
final class GlueDeployments {
  /** Tells a workflow that {@code destroy} may delete. */
  private static final String WORKFLOW_MARK = "Made by Epoxy.";

  private final GlueClient glue;
  private final GlueJobs jobs;
  private final GlueSettings settings;

  GlueDeployments(GlueClient glue, GlueJobs jobs, GlueSettings settings) {
    this.glue = glue;
    this.jobs = jobs;
    this.settings = settings;
  }

  /** What there is. */
  AwsState read(
      Optional<Deployment> current, List<WantedTrigger> wanted, Optional<String> workflow) {
    try {
      Optional<Job> job = jobs.find(settings.jobName());
      Map<String, Trigger> triggers = new TreeMap<>();
      glue.getTriggersPaginator(list -> list.dependentJobName(settings.jobName()))
          .triggers()
          .forEach(trigger -> triggers.put(trigger.name(), trigger));
      for (WantedTrigger trigger : wanted) {
        if (!triggers.containsKey(trigger.name())) {
          findTrigger(trigger.name()).ifPresent(found -> triggers.put(found.name(), found));
        }
      }
      return new AwsState(
          job,
          job.isPresent() ? jobs.tags(settings) : Map.of(),
          triggers,
          workflow.flatMap(this::findWorkflow),
          current);
    } catch (SdkException e) {
      throw AwsErrors.of("look at what is deployed as the Glue job " + settings.jobName(), e);
    }
  }

  /** The workflow, when it may be deleted. */
  Optional<String> findOwnWorkflow(Optional<String> name) {
    try {
      return name.flatMap(this::findWorkflow)
          .filter(workflow -> WORKFLOW_MARK.equals(workflow.description()))
          .map(Workflow::name);
    } catch (SdkException e) {
      throw AwsErrors.of("look at the Glue workflow " + name.orElse(""), e);
    }
  }

  /**
   * Refuses while the job runs.
   *
   * @throws EpoxyException naming the run
   */
  void refuseWhileRunning() {
    try {
      for (JobRun run :
          glue.getJobRunsPaginator(list -> list.jobName(settings.jobName())).jobRuns()) {
        if (!RunStates.hasEnded(String.valueOf(run.jobRunStateAsString()))) {
          throw new EpoxyException(
              ErrorCode.AWS,
              "The run "
                  + run.id()
                  + " of the Glue job "
                  + settings.jobName()
                  + " is still on its way. Wait for it, or stop it with 'epoxy cancel "
                  + run.id()
                  + "'; then nothing is left half done.");
        }
      }
    } catch (EntityNotFoundException noJob) {
      return;
    } catch (SdkException e) {
      throw AwsErrors.of("list the runs of the Glue job " + settings.jobName(), e);
    }
  }

  /** Carries out a change of the job; the plan has refused somebody else's. */
  void apply(Change change, Optional<JobDefinition> definition) {
    if (change.action() == Change.Action.DELETE) {
      carryOut(change, () -> glue.deleteJob(request -> request.jobName(change.name())));
    } else {
      var unused = jobs.adopt(settings, definition.orElseThrow());
    }
  }

  /** Carries out a change of a trigger; the wanted one is empty when it goes. */
  void apply(Change change, Optional<WantedTrigger> trigger, AwsState state) {
    if (change.action() == Change.Action.DELETE) {
      deleteTrigger(change);
      return;
    }
    WantedTrigger wanted = trigger.orElseThrow();
    if (change.action() == Change.Action.CREATE) {
      carryOut(change, () -> glue.createTrigger(wanted.create(Map.of(JobDefinition.TAG, "true"))));
    } else {
      Trigger existing = state.triggers().get(change.name());
      carryOut(
          change,
          () ->
              glue.updateTrigger(
                  request ->
                      request.name(change.name()).triggerUpdate(wanted.mergedInto(existing))));
    }
  }

  void deleteTrigger(Change change) {
    carryOut(change, () -> glue.deleteTrigger(request -> request.name(change.name())));
  }

  void applyWorkflow(Change change) {
    if (change.action() == Change.Action.DELETE) {
      carryOut(change, () -> glue.deleteWorkflow(request -> request.name(change.name())));
      return;
    }
    carryOut(
        change,
        () ->
            glue.createWorkflow(
                request ->
                    request
                        .name(change.name())
                        .description(WORKFLOW_MARK)
                        .tags(Map.of(JobDefinition.TAG, "true"))));
  }

  private Optional<Trigger> findTrigger(String name) {
    try {
      return Optional.of(glue.getTrigger(request -> request.name(name)).trigger());
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  private Optional<Workflow> findWorkflow(String name) {
    try {
      return Optional.of(glue.getWorkflow(request -> request.name(name)).workflow());
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void carryOut(Change change, Runnable call) {
    try {
      call.run();
    } catch (SdkException e) {
      throw AwsErrors.of(change.line().substring(2), e);
    }
  }
}
