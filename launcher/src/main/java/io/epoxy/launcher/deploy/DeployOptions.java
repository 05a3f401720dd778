package io.epoxy.launcher.deploy;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.TriggerType;

/**
 * How a project is deployed.
 *
 * @param schedule in Glue's form, UTC
 * @param after a job whose success starts this one
 * @param workflow that the triggers belong to
 * @param bundle the first digits of the SHA-256 of a bundle that was deployed before, to go back to
 * @param effect whether anything is changed
 * @param ownership whether a job of somebody else may be taken over
 * @param oldSchedule what becomes of an earlier deployment's schedule when there is none now
 */
public record DeployOptions(
    Optional<String> schedule,
    Optional<String> after,
    Optional<String> workflow,
    Optional<String> bundle,
    Effect effect,
    Ownership ownership,
    OldSchedule oldSchedule) {
  private static final Pattern CRON = Pattern.compile("cron\\((\\S+ ){5}\\S+\\)");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{8,64}");

  /** What comes of the plan. */
  public enum Effect {
    APPLY,
    SHOW
  }

  /** Whose job may be changed. */
  public enum Ownership {
    OURS,
    ADOPT
  }

  /** What becomes of a scheduled trigger that is not wanted again. */
  public enum OldSchedule {
    STAYS,
    GOES
  }

  /** Checks the forms. */
  public DeployOptions {
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(ownership, "ownership");
    if (oldSchedule == OldSchedule.GOES && schedule.isPresent()) {
      throw new EpoxyException(
          ErrorCode.USAGE, "'--schedule' and '--no-schedule' exclude each other.");
    }
    schedule
        .filter(text -> !CRON.matcher(text).matches())
        .ifPresent(
            text -> {
              throw wrong(
                  "--schedule",
                  text,
                  "cron(minutes hours day-of-month month day-of-week year) in UTC, for example"
                      + " 'cron(15 12 * * ? *)'");
            });
    bundle
        .filter(text -> !SHA256.matcher(text).matches())
        .ifPresent(
            text -> {
              throw wrong("--bundle", text, "the SHA-256 of a bundle, or its first 8 digits");
            });
  }

  static String scheduleName(String job) {
    return job + "-schedule";
  }

  /** The triggers of a job, named after it. */
  List<WantedTrigger> triggers(String job, String pointer) {
    List<WantedTrigger> triggers = new ArrayList<>();
    if (schedule.isPresent()) {
      triggers.add(
          new WantedTrigger(
              scheduleName(job),
              TriggerType.SCHEDULED,
              job,
              pointer,
              schedule,
              Optional.empty(),
              workflow));
    }
    if (after.isPresent()) {
      triggers.add(
          new WantedTrigger(
              job + "-after-" + after.get(),
              TriggerType.CONDITIONAL,
              job,
              pointer,
              Optional.empty(),
              after,
              workflow));
    }
    if (workflow.isPresent() && triggers.isEmpty()) {
      triggers.add(
          new WantedTrigger(
              job + "-start",
              TriggerType.ON_DEMAND,
              job,
              pointer,
              Optional.empty(),
              Optional.empty(),
              workflow));
    }
    return triggers;
  }

  private static EpoxyException wrong(String flag, String given, String form) {
    return new EpoxyException(
        ErrorCode.USAGE, "Invalid value for '" + flag + "': '" + given + "' is not " + form + ".");
  }
}
