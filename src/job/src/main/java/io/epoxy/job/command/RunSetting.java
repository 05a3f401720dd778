package io.epoxy.job.command;

import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.run.EarlierAttempts;
import io.epoxy.bundle.run.Folders;
import io.epoxy.model.config.Target;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a command runs.
 *
 * @param place on this machine, or inside a Glue job
 * @param env the environment that templates see
 * @param givenTarget the target as the launcher rendered it; empty reads profiles.yml here
 * @param jobArguments what Glue passed, without dashes; empty on this machine
 * @param attempts what earlier attempts of the run have done
 */
public record RunSetting(
    Place place,
    Folders folders,
    Map<String, String> env,
    Optional<Target> givenTarget,
    Map<String, String> jobArguments,
    EarlierAttempts attempts) {
  public RunSetting {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(folders, "folders");
    env = ImmutableMap.copyOf(env);
    Objects.requireNonNull(givenTarget, "givenTarget");
    jobArguments = ImmutableMap.copyOf(jobArguments);
    Objects.requireNonNull(attempts, "attempts");
  }

  /** On this machine, where no run goes on from another. */
  public static RunSetting here(Folders folders, Map<String, String> env) {
    return new RunSetting(
        Place.LOCAL, folders, env, Optional.empty(), Map.of(), EarlierAttempts.NONE);
  }

  /** The same with other folders. */
  RunSetting withFolders(Folders others) {
    return new RunSetting(place, others, env, givenTarget, jobArguments, attempts);
  }

  /** The machine. */
  public enum Place {
    LOCAL,
    GLUE
  }
}
