package io.epoxy.launcher.deploy;

import io.epoxy.bundle.run.JobArguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Action;
import software.amazon.awssdk.services.glue.model.Condition;
import software.amazon.awssdk.services.glue.model.CreateTriggerRequest;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.Logical;
import software.amazon.awssdk.services.glue.model.LogicalOperator;
import software.amazon.awssdk.services.glue.model.Predicate;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.TriggerType;
import software.amazon.awssdk.services.glue.model.TriggerUpdate;

/**
 * A trigger that starts the deployed job with the pointer as its argument.
 *
 * @param schedule Glue's cron expression, of a SCHEDULED one
 * @param after the job whose success starts this one, of a CONDITIONAL one
 * @param workflow that it belongs to
 * @param pointer the address of the deployment
 */
record WantedTrigger(
    String name,
    TriggerType type,
    String job,
    String pointer,
    Optional<String> schedule,
    Optional<String> after,
    Optional<String> workflow) {
  WantedTrigger {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(workflow, "workflow");
  }

  /** When it fires, in words. */
  String when() {
    String in = workflow.map(name -> " in workflow " + name).orElse("");
    return schedule
            .or(() -> after.map(job -> "after " + job + " has succeeded"))
            .orElse("when the workflow is started")
        + in;
  }

  CreateTriggerRequest create(Map<String, String> tags) {
    CreateTriggerRequest.Builder request =
        CreateTriggerRequest.builder()
            .name(name)
            .type(type)
            .description("Starts a dbt project; made by Epoxy.")
            .actions(action(Optional.empty()))
            .tags(tags);
    // Glue refuses to start a trigger on demand at its creation.
    if (type != TriggerType.ON_DEMAND) {
      request.startOnCreation(true);
    }
    schedule.ifPresent(request::schedule);
    predicate().ifPresent(request::predicate);
    workflow.ifPresent(request::workflowName);
    return request.build();
  }

  /** What AWS has as an update that changes nothing. */
  static TriggerUpdate unchanged(Trigger trigger) {
    return TriggerUpdate.builder()
        .name(trigger.name())
        .description(trigger.description())
        .schedule(trigger.schedule())
        .actions(trigger.hasActions() ? trigger.actions() : null)
        .predicate(trigger.predicate())
        .eventBatchingCondition(trigger.eventBatchingCondition())
        .build();
  }

  /** What AWS has with this laid over it; actions of other jobs stay. */
  TriggerUpdate mergedInto(Trigger trigger) {
    List<Action> actions = new ArrayList<>();
    Optional<Action> ours = Optional.empty();
    for (Action action : trigger.actions()) {
      if (job.equals(action.jobName())) {
        ours = Optional.of(action);
      } else {
        actions.add(action);
      }
    }
    actions.add(0, action(ours));
    TriggerUpdate.Builder update = unchanged(trigger).toBuilder().actions(actions);
    schedule.ifPresent(update::schedule);
    predicate().ifPresent(update::predicate);
    return update.build();
  }

  /** Timeout and the like of an action that is there stay. */
  private Action action(Optional<Action> existing) {
    Map<String, String> arguments = new LinkedHashMap<>();
    existing.ifPresent(action -> arguments.putAll(action.arguments()));
    arguments.put(JobArguments.CURRENT, pointer);
    return existing
        .map(Action::toBuilder)
        .orElseGet(Action::builder)
        .jobName(job)
        .arguments(arguments)
        .build();
  }

  private Optional<Predicate> predicate() {
    return after.map(
        first ->
            Predicate.builder()
                .logical(Logical.AND)
                .conditions(
                    Condition.builder()
                        .logicalOperator(LogicalOperator.EQUALS)
                        .jobName(first)
                        .state(JobRunState.SUCCEEDED)
                        .build())
                .build());
  }
}
