package io.epoxy.launcher.deploy;

import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What is deployed.
 *
 * @param env the environment that the profile was rendered with
 * @param flags of the build that each run does
 * @param earlier artifacts that {@code --state} names, by their places
 */
public record DeployedProject(
    Project project,
    Target target,
    Map<String, String> env,
    Path jobJar,
    FlagValues flags,
    Map<String, Path> earlier) {
  public DeployedProject {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(target, "target");
    env = ImmutableMap.copyOf(env);
    Objects.requireNonNull(jobJar, "jobJar");
    Objects.requireNonNull(flags, "flags");
    earlier = ImmutableMap.copyOf(earlier);
  }
}
