package io.epoxy.launcher.deps;

import java.util.Map;

/** A URL with a secret in it cannot be locked as it is. */
final class SecretUrl {
  private SecretUrl() {}

  static void warn(DepsLog log, String scrubbed) {
    log.warn(
        "DepsScrubbedPackageName",
        "Detected secret env var in "
            + scrubbed
            + ". dbt will write a scrubbed representation to the lock file. This will cause issues"
            + " with subsequent 'dbt deps' using the lock file, requiring 'dbt deps --upgrade'",
        Map.of("package_name", scrubbed));
  }
}
