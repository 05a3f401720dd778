package io.epoxy.bundle.run;

import io.epoxy.model.config.Target;
import java.util.Map;

/** Keeps secrets of a profile on the machine where they are. */
public final class TargetSecrets {
  private TargetSecrets() {}

  /**
   * Leaves out every key that is named like a secret (password, token ...) or whose value holds the
   * value of a DBT_ENV_SECRET variable.
   *
   * @param env the environment that the profile was rendered with
   */
  public static Target strip(Target target, Map<String, String> env) {
    throw new UnsupportedOperationException(target.name() + env.size());
  }
}
