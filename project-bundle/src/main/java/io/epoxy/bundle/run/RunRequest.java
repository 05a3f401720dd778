package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Target;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a job needs to run a command, besides the bundle. Holds no secret.
 *
 * @param target the rendered profile output; see {@link TargetSecrets#strip}
 * @param env the environment variables that the project's text mentions; see {@link EnvNames}
 * @param earlier artifacts that {@code --state} and {@code --defer-state} name
 * @param bundleKey where the bundle lies, in the bucket that this request was read from
 */
public record RunRequest(
    Invocation invocation,
    String projectName,
    Target target,
    Map<String, String> env,
    String bundleKey,
    String bundleSha256,
    Optional<EarlierFiles> earlier) {
  public RunRequest {
    Objects.requireNonNull(invocation, "invocation");
    Objects.requireNonNull(projectName, "projectName");
    Objects.requireNonNull(target, "target");
    env = ImmutableMap.copyOf(env);
    for (String name : env.keySet()) {
      if (EnvNames.isSecret(name)) {
        throw new IllegalArgumentException("a run request must not carry " + name);
      }
    }
    Objects.requireNonNull(bundleKey, "bundleKey");
    Objects.requireNonNull(bundleSha256, "bundleSha256");
    Objects.requireNonNull(earlier, "earlier");
  }

  /** The same project, to be run otherwise. */
  public RunRequest with(Invocation other) {
    return new RunRequest(other, projectName, target, env, bundleKey, bundleSha256, earlier);
  }
}
